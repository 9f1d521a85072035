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

/** The treasury's signed callback: verified over the raw bytes before anything is read from them. */
@RestController
class Callbacks {

    private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);
    private final Signature signature;
    private final TreasuryOutcomes outcomes;
    private final JsonMapper json;

    Callbacks(Signature signature, TreasuryOutcomes outcomes, JsonMapper json) {
        this.signature = signature;
        this.outcomes = outcomes;
        this.json = json;
    }

    record Message(String eventId, String key, Treasury.State state, long amountFen, String reason) { }

    @PostMapping("/callbacks/treasury")
    ResponseEntity<Void> treasury(@RequestHeader(name = "X-Timestamp", required = false) String timestamp,
            @RequestHeader(name = "X-Signature", required = false) String signed, @RequestBody byte[] body) {
        if (!signature.verifies(timestamp, body, signed)) {
            LOG.warn("a treasury callback with a wrong signature or an old time stamp was refused");
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        try {
            var message = json.readValue(body, Message.class);
            outcomes.outcome(message.eventId(), message.key(), message.state(), message.amountFen(), message.reason());
            return ResponseEntity.noContent().build();
        } catch (JacksonException unreadable) {
            return ResponseEntity.badRequest().build();
        }
    }
}
