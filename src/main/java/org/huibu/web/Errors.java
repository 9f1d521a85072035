package org.huibu.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.catalina.connector.ClientAbortException;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Every no has a code and one sentence in the reader's language: problem+json for the interface, a page for people. */
@ControllerAdvice
class Errors {

    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
    private final Formats formats;
    private final Problems problems;

    Errors(Formats formats, Problems problems) {
        this.formats = formats;
        this.problems = problems;
    }

    @ExceptionHandler
    Object refused(Refusal refusal, HttpServletRequest request) {
        return answer(request, Problems.status(refusal.kind()), refusal.code(), refusal);
    }

    @ExceptionHandler
    Object raced(ConcurrencyFailureException raced, HttpServletRequest request) {
        return answer(request, HttpStatus.CONFLICT, "somebodyWasFaster", null);
    }

    @ExceptionHandler({MissingRequestValueException.class, MissingServletRequestPartException.class, MultipartException.class, ServletRequestBindingException.class})
    Object unreadable(Exception unreadable, HttpServletRequest request) {
        return unreadable instanceof MaxUploadSizeExceededException ? answer(request, HttpStatus.CONTENT_TOO_LARGE, "fileTooLarge", null)
                : answer(request, HttpStatus.BAD_REQUEST, "unreadable", null);
    }

    @ExceptionHandler
    Object notJson(HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        return answer(request, HttpStatus.BAD_REQUEST, "unreadable", new Refusal(Refusal.Kind.MALFORMED, "unreadable", JsonFaults.of(unreadable.getCause())));
    }

    @ExceptionHandler
    Object wrongParameter(MethodArgumentTypeMismatchException wrong, HttpServletRequest request) {
        return answer(request, HttpStatus.BAD_REQUEST, "unreadable",
                new Refusal(Refusal.Kind.MALFORMED, "unreadable", List.of(Fault.at(wrong.getName(), "wrongType"))));
    }

    @ExceptionHandler
    Object missing(NoResourceFoundException missing, HttpServletRequest request) {
        return answer(request, HttpStatus.NOT_FOUND, "notFound", null);
    }

    @ExceptionHandler
    Object method(HttpRequestMethodNotSupportedException wrong, HttpServletRequest request) {
        return answer(request, HttpStatus.METHOD_NOT_ALLOWED, "methodNotAllowed", null);
    }

    @ExceptionHandler
    Object media(HttpMediaTypeNotSupportedException wrong, HttpServletRequest request) {
        return answer(request, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "mediaType", null);
    }

    @ExceptionHandler
    Object unacceptable(HttpMediaTypeNotAcceptableException wrong, HttpServletRequest request) {
        return answer(request, HttpStatus.NOT_ACCEPTABLE, "notAcceptable", null);
    }

    /** The reader went away while we wrote: nobody is left to be told. */
    @ExceptionHandler({AsyncRequestNotUsableException.class, ClientAbortException.class})
    void gone() {
    }

    @ExceptionHandler
    Object unexpected(Exception fault, HttpServletRequest request) throws Exception {
        if (fault instanceof AccessDeniedException || fault instanceof org.springframework.security.core.AuthenticationException) {
            throw fault;
        }
        if (fault instanceof ErrorResponse refusal && refusal.getStatusCode().is4xxClientError()) {
            return answer(request, HttpStatus.valueOf(refusal.getStatusCode().value()), "unreadable", null);
        }
        var reference = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("fault {} at {}", reference, request.getRequestURI(), fault);
        return answer(request, HttpStatus.INTERNAL_SERVER_ERROR, "fault", new Refusal(Refusal.Kind.UNAVAILABLE, "fault", reference));
    }

    private Object answer(HttpServletRequest request, HttpStatus status, String code, Refusal refusal) {
        var arguments = refusal == null ? new Object[0] : refusal.arguments().toArray();
        var text = formats.text("refusal." + code, arguments);
        var faults = refusal == null ? List.<Fault>of() : refusal.faults();
        if (request.getRequestURI().startsWith("/api/") || String.valueOf(request.getHeader("Accept")).startsWith("application/json")) {
            return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problems.of(status, code, text, faults));
        }
        var page = new ModelAndView("error/refusal", Map.of("text", text, "faults", faults.stream().limit(200).toList(), "count", faults.size()));
        page.setStatus(status);
        return page;
    }
}
