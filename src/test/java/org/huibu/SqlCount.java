package org.huibu;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Counts what one thread sends to the database: executed statements (each entry of a JDBC batch is one, as without rewriting) and
 * commits. What other threads do meanwhile (sealer, worker, sessions) is not counted.
 */
@TestComponent
public class SqlCount implements BeanPostProcessor {

    private static final ThreadLocal<List<String>> STATEMENTS = new ThreadLocal<>();
    private static final ThreadLocal<Integer> COMMITS = ThreadLocal.withInitial(() -> 0);

    /** What was counted. */
    public record Count(List<String> statements, int commits) {

        /** How often each statement was sent, the most frequent first. */
        public String frequent() {
            Map<String, Integer> times = new TreeMap<>();
            statements.forEach(sql -> times.merge(sql, 1, Integer::sum));
            return String.join("\n", times.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                    .map(one -> one.getValue() + " × " + one.getKey()).toList());
        }
    }

    public static Count of(Runnable work) {
        STATEMENTS.set(new ArrayList<>());
        COMMITS.set(0);
        try {
            work.run();
            return new Count(List.copyOf(STATEMENTS.get()), COMMITS.get());
        } finally {
            STATEMENTS.remove();
            COMMITS.remove();
        }
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? new DelegatingDataSource(source) {
            @Override
            public Connection getConnection() throws SQLException {
                return connection(super.getConnection());
            }
        } : bean;
    }

    private static Connection connection(Connection connection) {
        return (Connection) Proxy.newProxyInstance(SqlCount.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
            if (method.getName().equals("commit") && STATEMENTS.get() != null) {
                COMMITS.set(COMMITS.get() + 1);
            }
            var result = call(connection, method, arguments);
            return result instanceof PreparedStatement statement ? statement(statement, PreparedStatement.class, String.valueOf(arguments[0]))
                    : result instanceof Statement statement ? statement(statement, Statement.class, null) : result;
        });
    }

    private static Object statement(Statement statement, Class<? extends Statement> type, String sql) {
        var batched = new int[1];
        return Proxy.newProxyInstance(SqlCount.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (STATEMENTS.get() != null) {
                var text = sql == null && arguments != null && arguments.length > 0 ? String.valueOf(arguments[0]) : String.valueOf(sql);
                switch (method.getName()) {
                    case "addBatch" -> batched[0]++;
                    case "executeBatch" -> {
                        for (; batched[0] > 0; batched[0]--) {
                            STATEMENTS.get().add(text);
                        }
                    }
                    case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" -> STATEMENTS.get().add(text);
                    default -> { }
                }
            }
            return call(statement, method, arguments);
        });
    }

    private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
