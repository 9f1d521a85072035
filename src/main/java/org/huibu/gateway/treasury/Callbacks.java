package org.huibu.gateway.treasury;

import org.huibu.disbursement.spi.Treasury;
import org.huibu.disbursement.spi.TreasuryOutcomes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The treasury's signed callback: verified over the raw bytes before anything is read from them. 204 taken or known; 400 unreadable; 401
 * not the treasury's; 404 unknown key; 409 not the order's amount, account or number, or never sent; 413 too large.
 */
@RestController
class Callbacks {

    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);
    private static final int MOST_BYTES = 16_384;
    private final Signature signature;
    private final TreasuryOutcomes outcomes;
    private final JsonMapper json;

    Callbacks(Signature signature, TreasuryOutcomes outcomes, JsonMapper json) {
        this.signature = signature;
        this.outcomes = outcomes;
        this.json = json;
    }

    @PostMapping("/callbacks/treasury")
    ResponseEntity<Void> treasury(@RequestHeader(name = "X-Timestamp", required = false) String timestamp,
            @RequestHeader(name = "X-Signature", required = false) String signed, @RequestBody byte[] body) {
        if (body.length > MOST_BYTES) {
            return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
        }
        if (!signature.verifies(timestamp, body, signed)) {
            LOG.warn("a treasury callback with a wrong signature or an old time stamp was refused");
            outcomes.forged("WRONG_SIGNATURE");
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        try {
            var told = json.readValue(body, TreasuryOutcomes.Told.class);
            return complete(told) ? ResponseEntity.status(status(outcomes.told(told))).build() : unreadable();
        } catch (JacksonException unreadable) {
            return unreadable();
        }
    }

    private ResponseEntity<Void> unreadable() {
        outcomes.forged("UNREADABLE");
        return ResponseEntity.badRequest().build();
    }

    private static boolean complete(TreasuryOutcomes.Told told) {
        return told.eventId() != null && !told.eventId().isBlank() && told.eventId().length() <= 100 && told.key() != null && told.orderNumber() != null
                && told.account() != null && told.state() != null && told.state() != Treasury.State.NEVER_SEEN && told.state() != Treasury.State.UNKNOWN;
    }

    private static HttpStatus status(TreasuryOutcomes.Verdict verdict) {
        return switch (verdict) {
            case TAKEN, TWICE -> HttpStatus.NO_CONTENT;
            case UNKNOWN_KEY -> HttpStatus.NOT_FOUND;
            case MISMATCH, NOT_SENT -> HttpStatus.CONFLICT;
        };
    }
}
