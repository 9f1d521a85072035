package org.huibu.sandbox.treasury;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.huibu.sandbox.Knobs;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The simulated treasury's statement, signed; the console can make it differ from what was really paid. */
@RestController
@Profile("sandbox")
class SandboxStatements {

    private final TreasuryBook book;
    private final Knobs knobs;
    private final JsonMapper json;
    private final TreasurySignature signature;

    SandboxStatements(TreasuryBook book, Knobs knobs, JsonMapper json, TreasurySignature signature) {
        this.book = book;
        this.knobs = knobs;
        this.json = json;
        this.signature = signature;
    }

    /** A line of the statement, as every treasury of this interface writes it. */
    record Line(String key, String orderNumber, long amountFen, String account, String payee, String reference) { }

    @GetMapping("/sandbox/treasury/statements")
    ResponseEntity<byte[]> statement(@RequestParam LocalDate from, @RequestParam LocalDate to, @RequestHeader(name = "X-Timestamp", defaultValue = "") String timestamp,
            @RequestHeader(name = "X-Signature", defaultValue = "") String signed) {
        if (!signature.verifies(timestamp, ("from=" + from + "&to=" + to).getBytes(StandardCharsets.UTF_8), signed)) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        var mode = knobs.of(Knobs.STATEMENT);
        if (mode.equals("down")) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        }
        var body = json.writeValueAsString(Map.of("from", from.toString(), "to", to.toString(), "lines", played(book.paidBetween(from, to), mode, to), "inbound", came(book.cameBetween(from, to), mode)))
                .getBytes(StandardCharsets.UTF_8);
        var now = Long.toString(System.currentTimeMillis() / 1000);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).header("X-Timestamp", now).header("X-Signature", signature.sign(now, body)).body(body);
    }

    /** What came in for a region. */
    record Inbound(String region, int count, long amountFen) { }

    private static List<Inbound> came(List<Inbound> came, String mode) {
        return switch (mode) {
            case "inboundMore" -> java.util.stream.Stream.concat(came.stream(), java.util.stream.Stream.of(new Inbound("990101", 1, 123_456))).toList();
            case "inboundLess" -> List.of();
            default -> came;
        };
    }

    private static List<Line> played(List<Line> paid, String mode, LocalDate day) {
        var lines = new ArrayList<>(paid);
        if (mode.equals("lineUnordered")) {
            lines.add(new Line(null, "KJ-" + day, 123_456, "99010900000000019", "清河建材商行", "GK-" + day));
        } else if (!lines.isEmpty()) {
            var first = lines.get(0);
            switch (mode) {
                case "lineMissing" -> lines.remove(0);
                case "lineAmount" -> lines.set(0, new Line(first.key(), first.orderNumber(), first.amountFen() + 1, first.account(), first.payee(), first.reference()));
                case "lineAccount" -> lines.set(0, new Line(first.key(), first.orderNumber(), first.amountFen(), "99010900000000027", first.payee(), first.reference()));
                case "lineTwice" -> lines.add(first);
                default -> { }
            }
        }
        return lines;
    }
}
