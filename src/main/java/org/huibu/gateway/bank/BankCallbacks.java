package org.huibu.gateway.bank;

import org.huibu.guarantee.spi.Bank;
import org.huibu.guarantee.spi.BankAnswers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A lending bank's signed answer: verified with that bank's own secret over the raw bytes before anything is read from them. 204 taken or
 * known; 400 unreadable; 401 not that bank's; 404 no such order; 409 another bank's order or one that is over; 413 too large; 422 more than was asked for or than the cap.
 * A refusal is a problem with the verdict as its {@code code}.
 */
@RestController
class BankCallbacks {

    private static final Logger LOG = LoggerFactory.getLogger(BankCallbacks.class);
    private static final int MOST_BYTES = 16_384;
    private final BankSignatures signatures;
    private final BankAnswers answers;
    private final JsonMapper json;

    BankCallbacks(BankSignatures signatures, BankAnswers answers, JsonMapper json) {
        this.signatures = signatures;
        this.answers = answers;
        this.json = json;
    }

    record Message(String eventId, String key, Bank.State state, Long amountFen, Integer months, String reason) { }

    @PostMapping("/callbacks/banks")
    ResponseEntity<ProblemDetail> answer(@RequestHeader(name = "X-Bank", required = false) String bank, @RequestHeader(name = "X-Timestamp", required = false) String timestamp,
            @RequestHeader(name = "X-Signature", required = false) String signed, @RequestBody byte[] body) {
        if (body.length > MOST_BYTES) {
            return problem(HttpStatus.CONTENT_TOO_LARGE, "TOO_LARGE");
        }
        if (!signatures.verifies(bank, timestamp, body, signed)) {
            LOG.warn("a bank's answer with a wrong signature or an old time stamp was refused");
            answers.forged("WRONG_SIGNATURE");
            return problem(HttpStatus.UNAUTHORIZED, "WRONG_SIGNATURE");
        }
        try {
            var message = json.readValue(body, Message.class);
            return complete(message) ? said(bank, message) : unreadable();
        } catch (JacksonException unreadable) {
            return unreadable();
        }
    }

    private ResponseEntity<ProblemDetail> said(String bank, Message message) {
        var verdict = answers.told(new BankAnswers.Told(bank, message.eventId(), message.key(), message.state(), message.amountFen() == null ? 0 : message.amountFen(),
                message.months() == null ? 0 : message.months(), message.reason()));
        return switch (verdict) {
            case TAKEN, TWICE -> ResponseEntity.noContent().build();
            case UNKNOWN_KEY -> problem(HttpStatus.NOT_FOUND, verdict.name());
            case WRONG_BANK, TOO_LATE -> problem(HttpStatus.CONFLICT, verdict.name());
            case ABOVE_CAP -> problem(HttpStatus.UNPROCESSABLE_CONTENT, verdict.name());
        };
    }

    private ResponseEntity<ProblemDetail> unreadable() {
        answers.forged("UNREADABLE");
        return problem(HttpStatus.BAD_REQUEST, "UNREADABLE");
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String code) {
        var problem = ProblemDetail.forStatus(status);
        problem.setProperty("code", code);
        return ResponseEntity.status(status).body(problem);
    }

    private static boolean complete(Message message) {
        return message.eventId() != null && !message.eventId().isBlank() && message.eventId().length() <= 100 && message.key() != null && message.key().length() <= 60
                && message.state() != null && message.state() != Bank.State.NEVER_SEEN && message.state() != Bank.State.UNKNOWN;
    }
}
