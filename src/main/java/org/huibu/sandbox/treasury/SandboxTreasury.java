package org.huibu.sandbox.treasury;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.huibu.sandbox.Knobs;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The simulated treasury: it believes only what the house signed, and has one effect per key, whatever is sent how often. Its state survives restarts. */
@RestController
@Profile("sandbox")
public class SandboxTreasury {

    private final TreasuryBook book;
    private final Knobs knobs;
    private final TreasurySignature signature;
    private final JsonMapper json;
    private final Duration lost;

    SandboxTreasury(TreasuryBook book, Knobs knobs, TreasurySignature signature, JsonMapper json, @Value("${huibu.sandbox.treasury.lost:6s}") Duration lost) {
        this.book = book;
        this.knobs = knobs;
        this.signature = signature;
        this.json = json;
        this.lost = lost;
    }

    record Instruction(String key, String orderNumber, long amountFen, String payeeName, String payeeAccount, String payeeBank, String fund, String budgetCode,
                       String decision) {

        /** What names no fund, budget code or decision is booked nowhere. */
        boolean whole() {
            return fund != null && budgetCode != null && decision != null;
        }
    }

    record Answer(String key, String orderNumber, Long amountFen, String payeeAccount, String state, String reason, String reference) { }

    /** A payment as the simulated treasury knows it. @param effects how often money moved; @param requests how often it was sent */
    public record Executed(String key, String orderNumber, long amountFen, String payeeName, String payeeAccount, String fund, String budgetCode, String decision, String state,
                           int effects, int requests) {

        boolean is(Instruction told) {
            return amountFen == told.amountFen() && orderNumber.equals(told.orderNumber()) && payeeAccount.equals(told.payeeAccount()) && fund.equals(told.fund())
                    && budgetCode.equals(told.budgetCode()) && decision.equals(told.decision());
        }
    }

    @PostMapping("/sandbox/treasury/payments")
    ResponseEntity<byte[]> pay(@RequestHeader("Idempotency-Key") String key, @RequestHeader(name = "X-Timestamp", required = false) String timestamp,
            @RequestHeader(name = "X-Signature", required = false) String signed, @RequestBody byte[] body) throws InterruptedException {
        var mode = knobs.of(Knobs.TREASURY);
        if (mode.equals("down")) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        }
        if (!signature.verifies(timestamp, body, signed)) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        var instruction = json.readValue(body, Instruction.class);
        if (!instruction.whole()) {
            return ResponseEntity.badRequest().build();
        }
        var known = book.take(key, instruction, mode);
        if (!known.is(instruction)) {
            return ResponseEntity.status(HttpStatus.CONFLICT).build();
        }
        if (mode.equals("drop")) {
            Thread.sleep(lost.toMillis());
            return ResponseEntity.status(HttpStatus.GATEWAY_TIMEOUT).build();
        }
        return answer(HttpStatus.OK, of(known));
    }

    @GetMapping("/sandbox/treasury/payments/{key}")
    ResponseEntity<byte[]> query(@PathVariable String key, @RequestHeader(name = "X-Timestamp", required = false) String timestamp,
            @RequestHeader(name = "X-Signature", required = false) String signed) {
        if (knobs.of(Knobs.TREASURY).equals("down")) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        }
        if (!signature.verifies(timestamp, key.getBytes(StandardCharsets.UTF_8), signed)) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        book.settleWhatIsDue();
        return book.find(key).map(known -> answer(HttpStatus.OK, of(known)))
                .orElseGet(() -> answer(HttpStatus.NOT_FOUND, new Answer(key, null, null, null, "NEVER_SEEN", null, null)));
    }

    /** Everything it was told to pay, newest first; at most 200. */
    public List<Executed> executed() {
        return book.newest(200);
    }

    private static Answer of(Executed known) {
        return new Answer(known.key(), known.orderNumber(), known.amountFen(), known.payeeAccount(), known.state(), known.state().equals("REFUSED") ? "收款账户状态异常" : null,
                TreasuryBook.reference(known.key()));
    }

    private ResponseEntity<byte[]> answer(HttpStatus status, Answer answer) {
        var body = json.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
        var now = Long.toString(System.currentTimeMillis() / 1000);
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).header("X-Timestamp", now).header("X-Signature", signature.sign(now, body)).body(body);
    }
}
