package org.huibu.sandbox.bank;

import java.util.List;
import org.huibu.sandbox.Knobs;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The simulated lending banks: each key is decided once, whatever is sent how often; the answer comes by a signed call. */
@RestController
@Profile("sandbox")
public class SandboxBanks {

    private static final int SHOWN = 100;
    private final BankBook book;
    private final Knobs knobs;

    SandboxBanks(BankBook book, Knobs knobs) {
        this.book = book;
        this.knobs = knobs;
    }

    record Application(String key, String bank, String caseNumber, String borrower, long amountFen, int months, long capFen) { }

    record Answer(String state, long amountFen, int months, String reason) { }

    /** An application as the simulated bank knows it. */
    public record Received(String key, String bank, String caseNumber, String borrower, long amountFen, int months, String state) { }

    @PostMapping("/sandbox/banks/{name}/applications")
    ResponseEntity<Answer> apply(@PathVariable("name") String bank, @RequestHeader("Idempotency-Key") String key, @RequestBody Application application) {
        var mode = knobs.of(Knobs.LENDER);
        if (application.caseNumber() == null || application.borrower() == null) {
            return ResponseEntity.badRequest().build();
        }
        return mode.equals("down") ? ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build() : ResponseEntity.ok(answer(book.take(bank, key, application, mode)));
    }

    @GetMapping("/sandbox/banks/{name}/applications/{key}")
    ResponseEntity<Answer> query(@PathVariable("name") String bank, @PathVariable String key) {
        if (knobs.of(Knobs.LENDER).equals("down")) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        }
        return book.find(key).filter(known -> known.bank().equals(bank)).map(known -> ResponseEntity.ok(answer(known))).orElseGet(() -> ResponseEntity.notFound().build());
    }

    /** Newest first. */
    public List<Received> received() {
        return book.newest(SHOWN);
    }

    private static Answer answer(Received known) {
        return new Answer(known.state(), known.state().equals("APPROVED") ? known.amountFen() : 0, known.state().equals("APPROVED") ? known.months() : 0,
                known.state().equals("REFUSED") ? BankBook.REASON : null);
    }
}
