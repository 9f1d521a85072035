package org.huibu.disbursement.recovery;

import org.huibu.casefile.spi.ClaimedBack;
import org.huibu.shared.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Debts as sums by the case that was paid. */
@Component
class DebtSums implements ClaimedBack {

    private final JdbcClient jdbc;

    DebtSums(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Sum of(String caseNumber) {
        return new Sum(sum("select coalesce(sum(amount_fen), 0) from receivable where origin_case = ? and overpaid is null", caseNumber),
                sum("select coalesce(sum(m.amount_fen), 0) from receivable_movement m join receivable d on d.id = m.receivable_id "
                        + "where d.origin_case = ? and d.overpaid is null and m.kind = 'WRITE_OFF' and m.state = 'DONE'", caseNumber));
    }

    private Money sum(String sql, String caseNumber) {
        return Money.ofFen(jdbc.sql(sql).param(caseNumber).query(Long.class).single());
    }
}
