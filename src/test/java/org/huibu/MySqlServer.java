package org.huibu;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * The MySQL server that the environment names (HUIBU_TEST_MYSQL_URL, _USER, _PASSWORD). Each test run works in a database of
 * its own, made on first use and dropped when the JVM ends. Its user must be allowed to create databases named huibu….
 */
public final class MySqlServer {

    private static final String URL = System.getenv("HUIBU_TEST_MYSQL_URL");
    private static String ours;

    private MySqlServer() {}

    /** @return whether the environment names a server */
    public static boolean configured() {
        return URL != null && !URL.isBlank();
    }

    /** @return the address of this run's database, with the parameters of HUIBU_TEST_MYSQL_URL */
    public static synchronized String url() {
        if (ours == null) {
            ours = fresh("run");
        }
        return ours;
    }

    /**
     * Makes one more empty database, dropped when the JVM ends.
     *
     * @param purpose lower-case letters that make its name speak
     * @return its address
     */
    public static String fresh(String purpose) {
        var name = "huibu_%s_%s".formatted(purpose, Long.toHexString(System.nanoTime()));
        run("CREATE DATABASE " + name + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> run("DROP DATABASE IF EXISTS " + name)));
        return Objects.requireNonNull(URL).replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
    }

    /**
     * Gives a Spring test one more empty database.
     *
     * @return its address
     */
    public static String use(DynamicPropertyRegistry registry, String purpose) {
        var url = fresh(purpose);
        registry.add("spring.datasource.url", () -> url);
        registry.add("spring.datasource.username", MySqlServer::user);
        registry.add("spring.datasource.password", MySqlServer::password);
        return url;
    }

    /** @return the account that may do everything in those databases */
    public static String user() {
        return System.getenv().getOrDefault("HUIBU_TEST_MYSQL_USER", "huibu");
    }

    /** @return its password */
    public static String password() {
        return System.getenv().getOrDefault("HUIBU_TEST_MYSQL_PASSWORD", "");
    }

    /**
     * Opens a connection.
     *
     * @param url an address that {@link #fresh} gave
     * @return the open connection; the caller closes it
     * @throws SQLException if the server refuses
     */
    public static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, user(), password());
    }

    private static void run(String sql) {
        try (var connection = connect(URL); var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("MySQL test server: " + e.getMessage(), e);
        }
    }
}
