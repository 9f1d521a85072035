package org.huibu.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Sends a long file or the part that was asked for, so that a player can move about in it. */
public final class Ranges {

    private static final Pattern ONE = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");
    private static final int STEP = 1 << 16;

    private Ranges() {
    }

    /** Whether a request is the first of those that one playing makes. @param range the header; null without */
    public static boolean first(String range) {
        return range == null || range.startsWith("bytes=0-") || !ONE.matcher(range).matches();
    }

    /** @param range the header; null, or more than one range, for the whole. @param content from a byte on */
    public static void send(HttpServletResponse response, String range, String name, String type, long length, LongFunction<InputStream> content) throws IOException {
        var asked = range == null ? null : ONE.matcher(range);
        var part = asked != null && asked.matches();
        long from = part ? Long.parseLong(asked.group(1)) : 0;
        long to = part && !asked.group(2).isEmpty() ? Math.min(length - 1, Long.parseLong(asked.group(2))) : length - 1;
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        if (from >= length || to < from) {
            response.setStatus(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value());
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + length);
            return;
        }
        response.setStatus(part ? HttpStatus.PARTIAL_CONTENT.value() : HttpStatus.OK.value());
        if (part) {
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes " + from + "-" + to + "/" + length);
        }
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.inline().filename(name, StandardCharsets.UTF_8).build().toString());
        response.setContentType(type);
        response.setContentLengthLong(to - from + 1);
        try (var in = content.apply(from)) {
            var step = new byte[STEP];
            long left = to - from + 1;
            for (int count = 0; left > 0 && count >= 0; left -= Math.max(count, 0)) {
                count = in.read(step, 0, (int) Math.min(step.length, left));
                if (count > 0) {
                    response.getOutputStream().write(step, 0, count);
                }
            }
        }
    }
}
