package org.huibu.identity.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.huibu.identity.Account;
import org.huibu.identity.Accounts;
import org.huibu.identity.Role;
import org.huibu.shared.identifier.Region;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The accounts of the sandbox: fictional people for every role in two cities and three districts, one shared password. */
@Component
@Profile("sandbox")
@Order(1)
public class DemoAccounts implements ApplicationRunner {

    /** Shown on the login page of the sandbox. */
    public static final String PASSWORD = "huibu-demo";

    private final Accounts accounts;
    private final PasswordEncoder encoder;

    DemoAccounts(Accounts accounts, PasswordEncoder encoder) {
        this.accounts = accounts;
        this.encoder = encoder;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        var hash = encoder.encode(PASSWORD);
        read().stream().filter(account -> accounts.find(account.username()).isEmpty()).forEach(account -> accounts.create(account, hash));
    }

    private static List<Account> read() throws IOException {
        return new ClassPathResource("demo/accounts.csv").getContentAsString(StandardCharsets.UTF_8).lines().map(line -> line.split(",")).map(column ->
                new Account(column[0], column[1], column[2], new Region(column[3]), null, null, column.length > 5 ? column[5] : null,
                        Arrays.stream(column[4].split("\\|")).map(Role::valueOf).collect(Collectors.toSet()))).toList();
    }
}
