package org.huibu.web.once;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.huibu.web.NoEffect;
import org.huibu.web.Problems;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * A request that moves a case or money is worked once. The interface must send {@code Idempotency-Key}: the same key with the same content
 * gets the first answer again, with other content 409. A form carries a key of its own; here other content is another request, which the
 * case's own state answers. What was refused may be tried again under the same key. It stands behind the login, so keys are a principal's own.
 */
@Component
class OnceFilter extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final String HEADER = "Idempotency-Key";
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final int MOST_LOCATION = 500;
    private static final int PATIENCE = 50;
    private final OnceStore store;
    private final Problems problems;
    private final ObjectProvider<RequestMappingHandlerMapping> handlers;

    OnceFilter(OnceStore store, Problems problems, @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> handlers) {
        this.store = store;
        this.problems = problems;
        this.handlers = handlers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return SAFE.contains(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        if (request.getRequestURI().startsWith("/api/")) {
            operation(request, response, chain);
        } else {
            form(request, response, chain);
        }
    }

    private void operation(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        if (!moves(request)) {
            chain.doFilter(request, response);
            return;
        }
        var key = request.getHeader(HEADER);
        if (key == null || !key.matches("[\\x21-\\x7e]{8,100}")) {
            problems.write(request, response, HttpStatus.BAD_REQUEST, key == null ? "idempotencyKeyMissing" : "idempotencyKeyWrong");
            return;
        }
        if (Content.multipart(request)) {
            var hash = formHash(request);
            // What cannot be read is refused by the dispatcher, with the right words.
            if (hash == null) {
                chain.doFilter(request, response);
            } else {
                answer(request, response, chain, key, hash);
            }
            return;
        }
        var body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            problems.write(request, response, HttpStatus.CONTENT_TOO_LARGE, "bodyTooLarge");
            return;
        }
        answer(new KeptBody(request, body), response, chain, key, Content.ofBody(request, body));
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain, String key, String hash) throws ServletException, IOException {
        var principal = principal(request);
        var known = await(principal, key, hash);
        if (known != null) {
            replay(request, response, known, hash);
            return;
        }
        var kept = new ContentCachingResponseWrapper(response);
        var done = false;
        try {
            chain.doFilter(request, kept);
            if (kept.getStatus() / 100 == 2) {
                store.answered(principal, key, new OnceStore.Answer(kept.getStatus(), kept.getHeader(HttpHeaders.LOCATION), kept.getHeader(HttpHeaders.ETAG),
                        kept.getContentSize() == 0 ? null : new String(kept.getContentAsByteArray(), StandardCharsets.UTF_8)));
                done = true;
            }
        } finally {
            if (!done) {
                store.forget(principal, key);
            }
        }
        kept.copyBodyToResponse();
    }

    private void replay(HttpServletRequest request, HttpServletResponse response, OnceStore.Known known, String hash) throws IOException {
        if (!known.hash().equals(hash)) {
            problems.write(request, response, HttpStatus.CONFLICT, "idempotencyKeyReused");
        } else if (known.answer() == null) {
            problems.write(request, response, HttpStatus.CONFLICT, "stillRunning");
        } else {
            give(response, known.answer());
        }
    }

    private void form(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        var once = request.getParameter(FormKeys.FIELD);
        var hash = once == null || !once.matches("[0-9a-f-]{36}") || script(request) ? null : formHash(request);
        if (hash == null) {
            chain.doFilter(request, response);
            return;
        }
        var principal = principal(request);
        var key = once + ":" + hash.substring(0, 32);
        var known = await(principal, key, hash);
        if (known != null) {
            if (known.answer() == null) {
                chain.doFilter(request, response);
            } else {
                give(response, known.answer());
            }
            return;
        }
        var done = false;
        try {
            chain.doFilter(request, response);
            var location = response.getHeader(HttpHeaders.LOCATION);
            if (response.getStatus() / 100 == 3 && location != null && location.length() <= MOST_LOCATION) {
                store.answered(principal, key, new OnceStore.Answer(response.getStatus(), location, null, null));
                done = true;
            }
        } finally {
            if (!done) {
                store.forget(principal, key);
            }
        }
    }

    private static void give(HttpServletResponse response, OnceStore.Answer answer) throws IOException {
        response.setStatus(answer.status());
        if (answer.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, answer.location());
        }
        if (answer.etag() != null) {
            response.setHeader(HttpHeaders.ETAG, answer.etag());
        }
        response.setHeader("Idempotency-Replayed", "true");
        if (answer.body() != null) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Waits a little for the first request. @return what is known; null if this one is the first */
    private OnceStore.Known await(String principal, String key, String hash) {
        OnceStore.Known known = null;
        for (int tries = 0; tries < PATIENCE; tries++) {
            if (store.begin(principal, key, hash)) {
                return null;
            }
            known = store.find(principal, key).orElse(null);
            if (known != null && (known.answer() != null || !known.hash().equals(hash))) {
                return known;
            }
            if (known != null && store.takeOver(principal, key, known)) {
                return null;
            }
            pause();
        }
        return known == null ? new OnceStore.Known(hash, null, null) : known;
    }

    private boolean moves(HttpServletRequest request) {
        var before = ServletRequestPathUtils.hasParsedRequestPath(request);
        ServletRequestPathUtils.parseAndCache(request);
        try {
            var chain = handlers.getObject().getHandler(request);
            return chain != null && chain.getHandler() instanceof HandlerMethod method && !method.hasMethodAnnotation(NoEffect.class);
        } catch (Exception noSuchOperation) {
            return false;
        } finally {
            if (!before) {
                ServletRequestPathUtils.clearParsedRequestPath(request);
            }
        }
    }

    private static String formHash(HttpServletRequest request) {
        try {
            return Content.ofForm(request);
        } catch (IOException | ServletException | IllegalStateException unreadable) {
            return null;
        }
    }

    /** A script that saves as one types keeps its page, and so its key. */
    private static boolean script(HttpServletRequest request) {
        return String.valueOf(request.getHeader(HttpHeaders.ACCEPT)).startsWith(MediaType.APPLICATION_JSON_VALUE);
    }

    private static String principal(HttpServletRequest request) {
        return request.getUserPrincipal() == null ? "-" : request.getUserPrincipal().getName();
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
