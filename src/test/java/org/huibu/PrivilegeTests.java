package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.huibu.identity.Account;
import org.huibu.identity.Accounts;
import org.huibu.identity.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who may call what (promise P16): every operation of every controller against every role, from {@code privileges.csv}. An operation that
 * stands not in the file fails the build, and so does a line without an operation.
 */
@HuibuTest
class PrivilegeTests {

    private static final Path MATRIX = Path.of("src/test/resources/privileges.csv");
    @Autowired WebApplicationContext context;
    @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers;
    @Autowired Accounts accounts;
    private MockMvc http;

    /** Who gets in. What he then sees is scoped by owner or region, which the tests of each page show. */
    private enum Who {
        EVERYONE, SIGNED_IN, APPLICANTS, OFFICERS, ASKERS, FINANCE, PAYERS, CONFIRMERS, CASHIERS, APPROVERS, FINDERS, SUSPENDERS, REVIEWERS, ADMINISTRATORS, OPERATORS, SIGNERS, EDITORS, ENTERERS, BUDGETERS, PREPARERS, GUARANTORS, FUNDERS, RECHECKERS;

        boolean has(Account account) {
            return switch (this) {
                case EVERYONE, SIGNED_IN -> true;
                case APPLICANTS -> account.applicant();
                case OFFICERS -> account.officer();
                case FINANCE -> account.seesMoney();
                case PAYERS -> account.has(Role.PAYER);
                case CONFIRMERS -> account.has(Role.FINANCE_CONFIRMER);
                case CASHIERS -> account.has(Role.PAYER) || account.has(Role.FINANCE_CONFIRMER);
                case APPROVERS -> account.has(Role.APPROVER);
                case FINDERS -> account.has(Role.INITIAL_REVIEWER) || account.has(Role.OBJECTION_OFFICER) || account.has(Role.AUDITOR);
                case REVIEWERS -> account.has(Role.INITIAL_REVIEWER);
                case SUSPENDERS -> FINDERS.has(account) || APPROVERS.has(account);
                case ASKERS -> account.applicant() || account.officer();
                case OPERATORS -> account.has(Role.SYS_ADMIN);
                case PREPARERS -> account.has(Role.PAY_PREPARER);
                case GUARANTORS -> account.seesMoney() || account.has(Role.FUND_OPERATOR);
                case RECHECKERS -> account.seesMoney() || account.has(Role.OBJECTION_OFFICER);
                case FUNDERS -> account.has(Role.BUDGET_OFFICER) || account.has(Role.FUND_OPERATOR);
                case BUDGETERS -> account.has(Role.BUDGET_OFFICER);
                case ENTERERS -> account.has(Role.BANK_OFFICER);
                case EDITORS -> account.has(Role.POLICY_EDITOR);
                case SIGNERS -> account.has(Role.POLICY_APPROVER);
                case ADMINISTRATORS -> account.has(Role.SYS_ADMIN) || account.has(Role.POLICY_EDITOR) || account.has(Role.POLICY_APPROVER) || account.has(Role.AUDITOR);
            };
        }
    }

    /** @param send a form as {@code name=value&…}, JSON in braces, or nothing */
    private record Operation(String method, String path, Who who, String send) {
        String name() {
            return method + " " + path;
        }
    }

    @BeforeEach
    void open() {
        http = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
    }

    @Test
    void everyOperationIsDeclared() throws IOException {
        var served = new TreeSet<String>();
        handlers.getHandlerMethods().forEach((mapping, handler) -> {
            if (handler.getBeanType().getName().startsWith("org.huibu")) {
                mapping.getMethodsCondition().getMethods().forEach(method -> mapping.getPatternValues().forEach(path -> served.add(method + " " + path)));
            }
        });
        assertThat(served).containsExactlyInAnyOrderElementsOf(declared().stream().map(Operation::name).toList());
    }

    @Test
    void everyRoleMayWhatIsDeclaredAndNothingElse() throws Exception {
        var wrong = new ArrayList<String>();
        var people = oneOfEachRole();
        for (var operation : declared()) {
            var nobody = status(operation, null);
            var open = nobody != 401 && nobody != 302;
            if (open != (operation.who() == Who.EVERYONE) && !(operation.who() == Who.EVERYONE && nobody == 401)) {
                wrong.add(operation.name() + " answers nobody with " + nobody);
            }
            for (var person : people.entrySet()) {
                int status = status(operation, person.getValue());
                if (status >= 500 || (status == 403) == operation.who().has(person.getValue())) {
                    wrong.add(operation.name() + " answers " + person.getKey() + " with " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private int status(Operation operation, Account account) throws Exception {
        var api = operation.path().startsWith("/api/");
        var path = operation.path().replaceAll("\\{\\w+}", "1");
        var request = MockMvcRequestBuilders.request(HttpMethod.valueOf(operation.method()), path);
        if (account != null) {
            request.with(user(account.username()).roles(account.roles().stream().map(Enum::name).toArray(String[]::new)));
        }
        if (!api) {
            request.with(csrf());
        }
        request.header("Idempotency-Key", UUID.randomUUID().toString()).header("If-Match", "0");
        if (operation.send().startsWith("{")) {
            request.contentType(MediaType.APPLICATION_JSON).content(operation.send());
        } else if (!operation.send().isEmpty()) {
            Arrays.stream(operation.send().split("&")).map(pair -> pair.split("=", 2)).forEach(pair -> request.param(pair[0], pair[1]));
        }
        return http.perform(request).andReturn().getResponse().getStatus();
    }

    private Map<Role, Account> oneOfEachRole() {
        var people = new EnumMap<Role, Account>(Role.class);
        accounts.all().stream().sorted(Comparator.comparingInt((Account account) -> account.roles().size()).reversed())
                .forEach(account -> account.roles().forEach(role -> people.put(role, account)));
        assertThat(people).containsOnlyKeys(Role.values());
        return people;
    }

    private static List<Operation> declared() throws IOException {
        return Files.readAllLines(MATRIX).stream().filter(line -> !line.startsWith("#") && !line.isBlank()).map(line -> line.split("\\s+", 4))
                .map(part -> new Operation(part[1], part[2], Who.valueOf(part[0]), part.length > 3 ? part[3] : "")).toList();
    }
}
