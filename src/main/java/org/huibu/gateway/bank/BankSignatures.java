package org.huibu.gateway.bank;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.huibu.shared.Hmac;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** One secret per bank ({@code huibu.banks.<code>.secret}), so that no bank can speak for another. */
@Component
class BankSignatures {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private final Map<String, Hmac> known = new ConcurrentHashMap<>();
    private final Environment environment;

    BankSignatures(Environment environment) {
        this.environment = environment;
    }

    String sign(String bank, String timestamp, byte[] body) {
        return hmac(bank).sign(timestamp, body);
    }

    boolean verifies(String bank, String timestamp, byte[] body, String signature) {
        return bank != null && bank.matches("[A-Z]{2,10}") && timestamp != null && signature != null && timestamp.matches("\\d{1,12}")
                && Math.abs(System.currentTimeMillis() / 1000 - Long.parseLong(timestamp)) <= TOLERANCE.toSeconds() && hmac(bank).verifies(timestamp, body, signature);
    }

    private Hmac hmac(String bank) {
        return known.computeIfAbsent(bank, code -> {
            try {
                var data = Path.of(Optional.ofNullable(environment.getProperty("huibu.data-directory")).orElse("data"));
                return Hmac.of(environment.getProperty("huibu.banks." + code + ".secret", ""), data.resolve("bank-" + code + ".secret"));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
    }
}
