package org.huibu.disbursement.recovery;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.huibu.casefile.spi.RiskSignals;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One account that was paid under two names is worth a second look. */
@Component
class SharedAccounts implements RiskSignals {

    private final JdbcClient jdbc;

    SharedAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Set<Signal>> of(Collection<String> caseNumbers) {
        return jdbc.sql("select distinct p.case_number from payment_order p join payment_order o on o.account_index = p.account_index and o.payee <> p.payee where p.case_number in (:cases)")
                .param("cases", caseNumbers).query(String.class).list().stream().collect(Collectors.toMap(Function.identity(), number -> Set.of(Signal.SAME_ACCOUNT)));
    }
}
