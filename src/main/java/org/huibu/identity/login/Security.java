package org.huibu.identity.login;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.huibu.identity.Account;
import org.huibu.identity.Accounts;
import org.huibu.identity.Role;
import org.huibu.web.Problems;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Who gets in. Pages by a form and a session; the interface by HTTP Basic, and that for the demo accounts of the sandbox only. */
@Configuration(proxyBeanMethods = false)
class Security {

    /** Where Spring Security looks for the page to go to after a login. */
    private static final String SAVED = "SPRING_SECURITY_SAVED_REQUEST";
    private static final String POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'self'; object-src 'none'";
    private static final String[] PUBLIC = {"/", "/schemes/**", "/notices/**", "/track", "/confirm/*", "/login", "/islands/**", "/error", "/v3/api-docs/**",
        "/actuator/health"};

    @Bean
    static PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder(8);
    }

    @Bean
    @Order(1)
    static SecurityFilterChain api(HttpSecurity http, Environment environment, Problems problems) throws Exception {
        var answers = new ApiAnswers(problems, environment.acceptsProfiles(Profiles.of("sandbox")));
        http.securityMatcher("/api/**").csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/api/v1/schemes/**").permitAll().anyRequest().authenticated())
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(answers).accessDeniedHandler(answers));
        if (answers.basic()) {
            http.httpBasic(basic -> basic.authenticationEntryPoint(answers));
        }
        return http.build();
    }

    @Bean
    @Order(2)
    static SecurityFilterChain machines(HttpSecurity http) throws Exception {
        return http.securityMatcher("/callbacks/**", "/sandbox/departments/**", "/sandbox/treasury/**", "/sandbox/banks/**", "/sandbox/sms/**").csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll()).build();
    }

    @Bean
    @Order(3)
    static SecurityFilterChain pages(HttpSecurity http) throws Exception {
        // Who objects, consents or looks for a case needs no login, and so has no session that somebody else could use; it may end while they write.
        return http.csrf(csrf -> csrf.ignoringRequestMatchers("/notices/*/objections", "/confirm/*", "/track"))
                .authorizeHttpRequests(requests -> requests.requestMatchers(PUBLIC).permitAll()
                        .requestMatchers("/admin/**").hasAnyRole(Role.SYS_ADMIN.name(), Role.POLICY_EDITOR.name(), Role.POLICY_APPROVER.name(), Role.AUDITOR.name())
                        .anyRequest().authenticated())
                .formLogin(form -> form.loginPage("/login").failureHandler((request, response, failure) ->
                        response.sendRedirect("/login?" + (failure instanceof LockedException ? "blocked" : "error")))
                        .defaultSuccessUrl("/home", false))
                .logout(logout -> logout.logoutSuccessUrl("/"))
                .exceptionHandling(handling -> handling.accessDeniedHandler(Security::denied))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }

    /** A form that was sent after its session had ended: its writer logs in again and comes back to it; what was typed is kept by the page. */
    private static void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied) throws IOException, ServletException {
        var json = String.valueOf(request.getHeader("Accept")).startsWith("application/json");
        if (denied instanceof CsrfException && SecurityContextHolder.getContext().getAuthentication() == null && !json) {
            page(request).ifPresent(page -> request.getSession().setAttribute(SAVED, new SimpleSavedRequest(page)));
            response.sendRedirect("/login?expired");
        } else {
            new AccessDeniedHandlerImpl().handle(request, response, denied);
        }
    }

    /** Path of our own page that the form stood on. */
    private static Optional<String> page(HttpServletRequest request) {
        try {
            return Optional.ofNullable(request.getHeader("Referer")).map(URI::create).filter(from -> request.getServerName().equals(from.getHost()))
                    .map(from -> from.getRawPath() + (from.getRawQuery() == null ? "" : "?" + from.getRawQuery())).filter(path -> !path.startsWith("/login"));
        } catch (IllegalArgumentException nonsense) {
            return Optional.empty();
        }
    }

    /** An address that is no address, for instance with {@code //} or {@code %00} in it. */
    @Bean
    static RequestRejectedHandler rejected(Problems problems) {
        return (request, response, rejection) -> {
            if (request.getRequestURI().startsWith("/api/")) {
                problems.write(request, response, HttpStatus.BAD_REQUEST, "unreadable");
            } else {
                response.sendError(HttpStatus.BAD_REQUEST.value());
            }
        };
    }

    /** The same answer and the same time for a wrong password and for a name that does not exist. */
    @Bean
    static AuthenticationProvider passwords(Accounts accounts, PasswordEncoder encoder, Throttle throttle) {
        var nobody = encoder.encode("nobody has this password");
        return new AuthenticationProvider() {
            @Override
            public Authentication authenticate(Authentication login) {
                var name = login.getName();
                if (throttle.blocked(name, address())) {
                    throw new LockedException("throttled");
                }
                var hash = accounts.passwordHash(name);
                if (!encoder.matches(String.valueOf(login.getCredentials()), hash.orElse(nobody)) || hash.isEmpty()) {
                    throttle.failed(name, address());
                    throw new BadCredentialsException("wrong name or password");
                }
                throttle.succeeded(name);
                var roles = accounts.find(name).map(Account::roles).orElseThrow();
                return UsernamePasswordAuthenticationToken.authenticated(name, null,
                        roles.stream().map(role -> new SimpleGrantedAuthority("ROLE_" + role.name())).toList());
            }

            @Override
            public boolean supports(Class<?> type) {
                return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
            }
        };
    }

    private static String address() {
        HttpServletRequest request = RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest() : null;
        return request == null ? "" : request.getRemoteAddr();
    }
}
