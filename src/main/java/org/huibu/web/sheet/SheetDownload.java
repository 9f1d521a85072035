package org.huibu.web.sheet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/** A table as the answer to a request. Ask for the first rows before opening it: once it is open a refusal can no longer be told. */
public final class SheetDownload {

    private static final int LONGEST_NAME = 100;

    private SheetDownload() {
    }

    /** @param name without ending; whatever a spreadsheet or a file system could take for more than a name is left out */
    public static SheetWriter open(HttpServletResponse response, SheetWriter.Kind kind, String name) throws IOException {
        response.setContentType(kind.type());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                .filename(clean(name) + "." + kind.name().toLowerCase(Locale.ROOT), StandardCharsets.UTF_8).build().toString());
        return SheetWriter.to(response.getOutputStream(), kind);
    }

    static String clean(String name) {
        var safe = name.replaceAll("[^\\p{L}\\p{N}_-]+", "-").replaceAll("^-+", "");
        return safe.isEmpty() ? "table" : safe.substring(0, Math.min(LONGEST_NAME, safe.length()));
    }
}
