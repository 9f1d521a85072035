package org.huibu.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;

/** H2's trigger that refuses to change or delete what was posted; MySQL has the same as SQL. Public because the database makes it. */
public final class KeptForEver implements Trigger {

    private static final String REFUSED = "45000";

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
        throw new SQLException("the ledger is kept for ever", REFUSED);
    }
}
