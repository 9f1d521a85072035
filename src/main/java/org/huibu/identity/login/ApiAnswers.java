package org.huibu.identity.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.huibu.web.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/**
 * What the interface answers to those it does not let in.
 *
 * @param basic true where HTTP Basic is offered, which is in the sandbox only; elsewhere there is no challenge to give, so the answer is 403
 */
record ApiAnswers(Problems problems, boolean basic) implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String BLOCKED_SECONDS = "900";

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why) throws IOException {
        if (!basic) {
            problems.write(request, response, HttpStatus.FORBIDDEN, "noApiLogin");
        } else if (why instanceof LockedException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, BLOCKED_SECONDS);
            problems.write(request, response, HttpStatus.TOO_MANY_REQUESTS, "throttled");
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"huibu\", charset=\"UTF-8\"");
            problems.write(request, response, HttpStatus.UNAUTHORIZED, request.getHeader(HttpHeaders.AUTHORIZATION) == null ? "notLoggedIn" : "badCredentials");
        }
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why) throws IOException {
        problems.write(request, response, HttpStatus.FORBIDDEN, "forbidden");
    }
}
