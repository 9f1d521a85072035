package org.huibu.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A file that is too large keeps the whole form from being read, the token against forgery included. People are sent back to the page they
 * came from, which says so beside the field ({@code tooLarge=<material or field>}); programs get a problem.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class UploadLimit extends OncePerRequestFilter {

    private final Problems problems;

    UploadLimit(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (InvalidParameterException unreadable) {
            if (response.isCommitted()) {
                throw unreadable;
            }
            response.reset();
            var page = page(request);
            if (page == null) {
                problems.write(request, response, tooLarge(unreadable) ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.BAD_REQUEST, tooLarge(unreadable) ? "fileTooLarge" : "unreadable");
            } else {
                response.setStatus(HttpStatus.SEE_OTHER.value());
                response.setHeader(HttpHeaders.LOCATION, page);
            }
        }
    }

    private static boolean tooLarge(InvalidParameterException unreadable) {
        return unreadable.getErrorCode() == HttpStatus.CONTENT_TOO_LARGE.value();
    }

    /** Path of the page the form stood on; only of our own, only for people. */
    private static String page(HttpServletRequest request) {
        var referer = request.getHeader(HttpHeaders.REFERER);
        if (referer == null || String.valueOf(request.getHeader(HttpHeaders.ACCEPT)).startsWith(MediaType.APPLICATION_JSON_VALUE)) {
            return null;
        }
        try {
            var from = URI.create(referer);
            var asked = UriComponentsBuilder.newInstance().query(request.getQueryString()).build().getQueryParams();
            var field = Stream.of("material", "field").map(asked::getFirst).filter(java.util.Objects::nonNull).findFirst().orElse("roster");
            return request.getServerName().equals(from.getHost()) && from.getPath().startsWith("/")
                    ? UriComponentsBuilder.fromPath(from.getPath()).queryParam("tooLarge", field).fragment(field.equals("roster") ? field : "material-" + field).build().toUriString() : null;
        } catch (IllegalArgumentException nonsense) {
            return null;
        }
    }
}
