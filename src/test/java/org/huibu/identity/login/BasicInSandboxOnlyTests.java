package org.huibu.identity.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.huibu.identity.Account;
import org.huibu.identity.Accounts;
import org.huibu.web.Problems;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** A password in a header opens the interface in the sandbox and nowhere else. */
class BasicInSandboxOnlyTests {

    @EnableWebMvc
    @EnableWebSecurity
    static class Web { }

    @Test
    void opensInTheSandbox() {
        assertThat(answer("sandbox").getStatus()).as("let in, but there is no such page in this test").isEqualTo(404);
    }

    @Test
    void isRefusedElsewhereEvenWithTheRightPassword() {
        var answer = answer("production");
        assertThat(answer.getStatus()).isEqualTo(403);
        assertThat(answer.getHeader("WWW-Authenticate")).isNull();
    }

    private static MockHttpServletResponse answer(String profile) {
        var answers = new MockHttpServletResponse[1];
        var accounts = mock(Accounts.class);
        when(accounts.passwordHash("admin")).thenReturn(Optional.of(new BCryptPasswordEncoder(4).encode("right")));
        var account = mock(Account.class);
        when(accounts.find("admin")).thenReturn(Optional.of(account));
        new WebApplicationContextRunner().withPropertyValues("spring.profiles.active=" + profile).withUserConfiguration(Web.class, Security.class)
                .withBean(Accounts.class, () -> accounts).withBean(Throttle.class, () -> mock(Throttle.class)).withBean(Problems.class, BasicInSandboxOnlyTests::problems)
                .run(context -> answers[0] = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build()
                        .perform(MockMvcRequestBuilders.get("/api/v1/cases").with(SecurityMockMvcRequestPostProcessors.httpBasic("admin", "right"))).andReturn().getResponse());
        return answers[0];
    }

    private static Problems problems() {
        var problems = mock(Problems.class);
        try {
            doAnswer(call -> {
                ((HttpServletResponse) call.getArgument(1)).setStatus(((HttpStatus) call.getArgument(2)).value());
                return null;
            }).when(problems).write(any(), any(), any(), any());
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return problems;
    }
}
