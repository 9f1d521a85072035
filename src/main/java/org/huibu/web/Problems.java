package org.huibu.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

/** What the interface says when it says no: problem+json (RFC 9457) with a stable {@code code} and, for wrong fields, {@code errors}. */
@Component
public class Problems {

    private final Formats formats;
    private final LocaleResolver locales;
    private final JsonMapper json;

    Problems(Formats formats, LocaleResolver locales, JsonMapper json) {
        this.formats = formats;
        this.locales = locales;
        this.json = json;
    }

    /** One wrong field. @param path such as {@code lines[17].founderIdNo}; empty for the whole */
    public record Wrong(String path, String code, String message) { }

    ProblemDetail of(HttpStatus status, String code, String text, List<Fault> faults) {
        var problem = ProblemDetail.forStatusAndDetail(status, text);
        problem.setProperty("code", code);
        if (!faults.isEmpty()) {
            problem.setProperty("errors", faults.stream().map(fault -> new Wrong(fault.path(), fault.code(), formats.fault(fault))).toList());
        }
        return problem;
    }

    /** For filters, which stand before the dispatcher: in the language that the request asks for. */
    public void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String code, Object... arguments) throws IOException {
        var before = LocaleContextHolder.getLocaleContext();
        LocaleContextHolder.setLocale(locales.resolveLocale(request));
        try {
            var problem = of(status, code, formats.text("refusal." + code, arguments), List.of());
            response.setStatus(status.value());
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(json.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8));
        } finally {
            LocaleContextHolder.setLocaleContext(before);
        }
    }

    static HttpStatus status(Refusal.Kind kind) {
        return switch (kind) {
            case MALFORMED -> HttpStatus.BAD_REQUEST;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case UNSUPPORTED -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case THROTTLED -> HttpStatus.TOO_MANY_REQUESTS;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
