package org.huibu.audit;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code java -jar huibu.jar verify}: reads the trail of the configured database and nothing else; no engine, no worker, no server starts. */
public final class VerifyCommand {

    public static final String NAME = "verify";

    private VerifyCommand() {
    }

    /** @param out receives the first problem, or how much was found in order @return exit status: 0 in order, 1 not */
    public static int run(PrintStream out, String... arguments) {
        try (var context = new SpringApplicationBuilder(Reading.class).web(WebApplicationType.NONE).logStartupInfo(false)
                .properties("logging.level.root=ERROR", "spring.datasource.hikari.read-only=true").run(arguments)) {
            var chains = context.getBean(Trail.class).verifyAll();
            var first = chains.stream().filter(chain -> chain.problem().isPresent()).findFirst();
            out.println(first.map(chain -> "PROBLEM in chain " + chain.chain() + ": " + chain.problem().get())
                    .orElseGet(() -> "OK: " + chains.size() + " chains, " + chains.stream().mapToLong(Trail.Verification::entries).sum() + " sealed entries"));
            return first.isPresent() ? 1 : 0;
        } catch (RuntimeException unreadable) {
            out.println("PROBLEM: " + reason(unreadable));
            return 1;
        }
    }

    private static String reason(Throwable failure) {
        return failure.getCause() == null ? failure.getMessage() : reason(failure.getCause());
    }

    /** Not annotated as a configuration, so that the product itself never finds it. */
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class, JdbcClientAutoConfiguration.class})
    static class Reading {

        @Bean
        static Trail trail(JdbcClient jdbc, @Value("${huibu.audit.key:${huibu.data-directory}/audit.key}") Path key) throws GeneralSecurityException, java.io.IOException {
            if (!Files.exists(key)) {
                throw new IllegalStateException("there is no key at " + key + " to verify signatures with");
            }
            return new Trail(jdbc, null, null, new HeadKey(key), null);
        }
    }
}
