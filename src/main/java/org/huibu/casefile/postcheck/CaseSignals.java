package org.huibu.casefile.postcheck;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.huibu.casefile.recovery.RecoveryCases;
import org.huibu.casefile.spi.RiskSignals;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What case files know themselves. */
@Component
class CaseSignals implements RiskSignals {

    private static final Map<Signal, String> QUERIES = Map.of(
            Signal.OVERRIDDEN, "select distinct l.case_number from claim_line l where l.case_id in (select id from case_file where number in (:cases)) and l.officer_reason is not null",
            Signal.ON_TRUST, "select case_number from case_post_check where case_number in (:cases)",
            Signal.RECOVERED, "select distinct c.number from case_file c join case_file r on r.applicant_index = c.applicant_index where c.number in (:cases) and r.scheme_key = '"
                    + RecoveryCases.SCHEME + "' and r.phase in ('RECOVERING', 'CLOSED') and r.state not in ('UNFOUNDED', 'DROPPED')");
    private final JdbcClient jdbc;

    CaseSignals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Set<Signal>> of(Collection<String> caseNumbers) {
        var found = new HashMap<String, Set<Signal>>();
        QUERIES.forEach((signal, query) -> jdbc.sql(query).param("cases", caseNumbers).query(String.class).list()
                .forEach(number -> found.computeIfAbsent(number, one -> EnumSet.noneOf(Signal.class)).add(signal)));
        return found;
    }
}
