package org.huibu.ledger;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptException;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.stereotype.Component;

/** Sees at every start that the database itself refuses to change or delete postings; production does not start without. */
@Component
class LedgerGuard implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerGuard.class);
    private final DataSource database;
    private final boolean production;

    LedgerGuard(DataSource database, Environment environment) {
        this.database = database;
        this.production = environment.acceptsProfiles(Profiles.of("production"));
    }

    @Override
    public void run(ApplicationArguments arguments) throws SQLException {
        if (!guard() && production) {
            throw new IllegalStateException("the database does not protect the ledger: see the warning above");
        }
    }

    /** @return false if this account may not create triggers here */
    boolean guard() throws SQLException {
        try (var connection = database.getConnection()) {
            if (!connection.getMetaData().getDatabaseProductName().equals("MySQL")) {
                return true;
            }
            ScriptUtils.executeSqlScript(connection, new ClassPathResource("db/triggers/mysql.sql"));
            return true;
        } catch (ScriptException refused) {
            LOG.warn("MySQL does not let this account create triggers, so it does not protect the ledger: set log_bin_trust_function_creators=1, "
                    + "or run db/triggers/mysql.sql as an administrator ({})", refused.getMostSpecificCause().getMessage());
            return false;
        }
    }
}
