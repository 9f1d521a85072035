package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One set of migrations makes the same tables on both databases. */
@NeedsMySql
class MigrationsOnMySqlTests {

    private static final String COLUMNS = """
            SELECT table_name, column_name, is_nullable FROM information_schema.columns
            WHERE LOWER(table_schema) = LOWER(%s) AND LOWER(table_name) <> 'flyway_schema_history'""";

    private static String mysqlUrl;

    @BeforeAll
    static void migrateOnce() {
        mysqlUrl = MySqlServer.fresh("migrations");
        migrate(mysqlUrl, MySqlServer.user(), MySqlServer.password(), "mysql", "DATETIME(6)");
    }

    @Test
    void makesTheSameTablesAndColumnsOnMySqlAsOnH2() throws SQLException {
        var h2Url = "jdbc:h2:mem:migrations;DB_CLOSE_DELAY=-1";
        migrate(h2Url, "sa", "", "h2", "TIMESTAMP(6)");

        try (var mysql = MySqlServer.connect(mysqlUrl); var h2 = DriverManager.getConnection(h2Url, "sa", "")) {
            var onMySql = columns(mysql, "DATABASE()");
            var onH2 = columns(h2, "SCHEMA()");
            assertThat(onMySql.keySet()).contains("throttle.count_", "spring_session.session_id", "act_ru_task.id_");
            onMySql.keySet().removeIf(MigrationsOnMySqlTests::ofTheEngine);
            onH2.keySet().removeIf(MigrationsOnMySqlTests::ofTheEngine);
            assertThat(onMySql).containsExactlyEntriesOf(onH2);
        }
    }

    @Test
    void comparesTextByItsBytes() throws SQLException {
        try (var mysql = MySqlServer.connect(mysqlUrl); var rows = mysql.createStatement().executeQuery("""
                SELECT table_name, table_collation FROM information_schema.tables WHERE table_schema = DATABASE()
                AND LOWER(table_name) <> 'flyway_schema_history' AND table_collation <> 'utf8mb4_bin'""")) {
            assertThat(rows.next()).as("a table that does not compare binary").isFalse();
        }
    }

    private static void migrate(String url, String user, String password, String vendor, String instant) {
        var result = Flyway.configure().dataSource(url, user, password)
                .placeholders(Map.of("instant", instant))
                .locations("classpath:db/vendor/" + vendor, "classpath:db/migration").load().migrate();
        assertThat(result.success).isTrue();
    }

    /** Every column by its name in lower case, with whether it may be null. */
    private static TreeMap<String, String> columns(Connection connection, String schema) throws SQLException {
        var found = new TreeMap<String, String>();
        try (var rows = connection.createStatement().executeQuery(COLUMNS.formatted(schema))) {
            while (rows.next()) {
                found.put((rows.getString(1) + "." + rows.getString(2)).toLowerCase(Locale.ROOT), rows.getString(3));
            }
        }
        return found;
    }

    /** The engine brings a script of its own per database, and they differ in small things. */
    private static boolean ofTheEngine(String column) {
        return column.startsWith("act_");
    }
}
