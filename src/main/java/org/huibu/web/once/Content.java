package org.huibu.web.once;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;

/** What makes two requests the same request: method, address, version and everything that was sent. */
final class Content {

    private static final Set<String> NOT_CONTENT = Set.of("_csrf", FormKeys.FIELD);
    private final MessageDigest digest;

    private Content(HttpServletRequest request) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        add(request.getMethod());
        add(request.getRequestURI());
        add(request.getHeader("If-Match"));
    }

    static String ofBody(HttpServletRequest request, byte[] body) {
        var content = new Content(request);
        content.add(request.getQueryString());
        content.digest.update(body);
        return content.hash();
    }

    /** @throws ServletException if the parts cannot be read, @throws IllegalStateException if they are too large */
    static String ofForm(HttpServletRequest request) throws IOException, ServletException {
        var content = new Content(request);
        new TreeMap<>(request.getParameterMap()).forEach((name, values) -> {
            if (!NOT_CONTENT.contains(name)) {
                content.add(name);
                for (var value : values) {
                    content.add(value);
                }
            }
        });
        if (multipart(request)) {
            for (var part : request.getParts()) {
                if (part.getSubmittedFileName() != null) {
                    content.add(part.getName());
                    content.add(part.getSubmittedFileName());
                    try (var in = new DigestInputStream(part.getInputStream(), content.digest)) {
                        in.transferTo(java.io.OutputStream.nullOutputStream());
                    }
                }
            }
        }
        return content.hash();
    }

    static boolean multipart(HttpServletRequest request) {
        return request.getContentType() != null && request.getContentType().toLowerCase(java.util.Locale.ROOT).startsWith("multipart/");
    }

    private void add(String text) {
        digest.update((text == null ? "\u0000" : text).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0x1f);
    }

    private String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
