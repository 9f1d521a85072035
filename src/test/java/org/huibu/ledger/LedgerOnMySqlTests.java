package org.huibu.ledger;

import java.sql.SQLException;
import org.huibu.MySqlServer;
import org.huibu.NeedsMySql;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

@NeedsMySql
class LedgerOnMySqlTests extends LedgerContract {

    LedgerOnMySqlTests() {
        super("mysql", MySqlServer.fresh("ledger"), MySqlServer.user(), MySqlServer.password(), "DATETIME(6)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"update ledger_entry set actor = 'nobody'", "delete from ledger_entry", "update ledger_posting set amount_fen = 1",
        "delete from ledger_posting", "delete from ledger_account"})
    void keepsWhatWasPosted(String sql) throws SQLException {
        Assumptions.assumeTrue(new LedgerGuard(database(), new MockEnvironment()).guard(),
                "skipped: this server does not let the account create triggers (log_bin_trust_function_creators)");
        refusesChange(sql);
    }
}
