package org.huibu.letters;

import java.util.Optional;
import org.huibu.disbursement.spi.DecisionNumbers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A payment names the letter that decided it. */
@Component
class DecisionLetters implements DecisionNumbers {

    private final JdbcClient jdbc;

    DecisionLetters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<String> of(String caseNumber, String group) {
        return jdbc.sql("select number from letter where case_number = ? and code = 'DOC-08' and (group_ is null or group_ = ?) order by id desc limit 1").params(caseNumber, group)
                .query(String.class).optional();
    }
}
