package org.huibu.ledger;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerOnH2Tests extends LedgerContract {

    LedgerOnH2Tests() {
        super("h2", "jdbc:h2:mem:ledger;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000", "sa", "", "TIMESTAMP(6)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"update ledger_entry set actor = 'nobody'", "delete from ledger_entry", "update ledger_posting set amount_fen = 1",
        "delete from ledger_posting", "delete from ledger_account"})
    void keepsWhatWasPosted(String sql) {
        refusesChange(sql);
    }
}
