package org.huibu.consent;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.identity.Attempts;
import org.huibu.party.Protection;
import org.huibu.process.Facts;
import org.huibu.process.Processes;
import org.huibu.process.Retries;
import org.huibu.process.block.Sends;
import org.huibu.scheme.Text;
import org.huibu.scheme.form.FormField;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a person does who was sent a link: look at what he is asked, say who he is, and consent or refuse. No login; the token is the key. */
@Service
@Sends(@Sends.Message(name = "ConsentsAnswered", sets = "consent"))
public class Confirmation {

    private static final String KIND = "consent";
    private static final int PER_LINK = 5;
    private static final int PER_ADDRESS = 20;
    private static final int TAIL = 6;
    private static final int MOST_REASON = 300;
    private final ConsentBook book;
    private final Persons persons;
    private final CaseWork work;
    private final Attempts attempts;
    private final Protection protection;
    private final Processes processes;
    private final Retries retries;
    private final Clock clock;

    Confirmation(ConsentBook book, Persons persons, CaseWork work, Attempts attempts, Protection protection, Processes processes, Retries retries, Clock clock) {
        this.book = book;
        this.persons = persons;
        this.work = work;
        this.attempts = attempts;
        this.protection = protection;
        this.processes = processes;
        this.retries = retries;
        this.clock = clock;
    }

    /** A value shown. */
    public record Value(FormField field, String value) { }

    /** @param person and {@code applicant} masked; @param values what of the application is consented to */
    public record View(String person, String applicant, Text scheme, Text role, Text statement, List<Value> values, Instant until, Consent.State state) { }

    /** @param name and {@code tail}, the last six characters of the ID number, as typed; @param given consent or refusal, which needs a reason */
    public record Answer(String name, String tail, Boolean given, String reason) { }

    /** @throws Refusal NOT_FOUND for a link that is none or was replaced; CONFLICT {@code consentExpired} */
    @Transactional(readOnly = true)
    public View look(String token) {
        var consent = find(token);
        if (consent.expired(clock.instant())) {
            throw Refusal.conflict("consentExpired");
        }
        var number = consent.caseNumber();
        var rule = persons.rule(number, consent.kind());
        return new View(Persons.masked(consent.person()), Persons.masked(work.find(number).applicantName()), work.scheme(number).name(), rule.name(), rule.statement(),
                persons.shown(number, consent.kind()).stream().map(one -> new Value(one.field(), one.value())).toList(), consent.expiresAt(), consent.state());
    }

    /**
     * @throws Refusal THROTTLED {@code consentThrottled} after five wrong answers per link; INVALID with all that is missing or does not agree;
     *     CONFLICT {@code consentAnswered} or {@code consentExpired}
     */
    @Transactional(propagation = Propagation.NEVER)
    public void answer(String token, Answer answer, String address) {
        var hash = Tokens.hash(token);
        if (attempts.exceeded(KIND, hash, PER_LINK) || attempts.exceeded(KIND, address, PER_ADDRESS)) {
            throw new Refusal(Refusal.Kind.THROTTLED, "consentThrottled");
        }
        var wrong = retries.run(() -> work(token, answer));
        if (wrong) {
            attempts.failed(KIND, hash);
            attempts.failed(KIND, address);
            throw Refusal.invalid(List.of(Fault.at("tail", "consentIdentity")));
        }
    }

    /** @return true if the person is not the one who was asked; that is kept in the case's trail */
    private boolean work(String token, Answer answer) {
        var consent = find(token);
        consent.mayAnswer(clock.instant());
        complete(answer);
        var details = Map.of("person", Persons.masked(consent.person()), "consent", consent.kind());
        if (!isPerson(consent, answer)) {
            work.happened(consent.caseNumber(), "ConsentWrongIdentity", details);
            return true;
        }
        consent.answered(answer.given(), answer.given() ? null : answer.reason().strip(), clock.instant());
        book.save(consent);
        work.happened(consent.caseNumber(), answer.given() ? "ConsentGiven" : "ConsentRefused", details);
        tell(consent.caseNumber());
        return false;
    }

    private void tell(String number) {
        var all = book.findByCaseNumberOrderById(number).stream().filter(one -> one.state() != Consent.State.OVER).toList();
        var refused = all.stream().anyMatch(one -> one.state() == Consent.State.REFUSED);
        if ((refused || all.stream().allMatch(one -> one.state() == Consent.State.GIVEN)) && processes.waitsFor("ConsentsAnswered", number, null)) {
            all.forEach(one -> {
                one.over();
                book.save(one);
            });
            processes.tell("ConsentsAnswered", number, null, Facts.of("consent", refused ? "REFUSED" : "GIVEN"));
        }
    }

    private boolean isPerson(Consent consent, Answer answer) {
        return plain(answer.name()).equals(plain(consent.person()))
                && protection.open(consent.idNo(), Consents.place(consent.id())).endsWith(plain(answer.tail()));
    }

    private static void complete(Answer answer) {
        var faults = new java.util.ArrayList<Fault>();
        if (plain(answer.name()).isEmpty()) {
            faults.add(Fault.at("name", "required"));
        }
        if (plain(answer.tail()).length() != TAIL) {
            faults.add(Fault.at("tail", "consentTail", TAIL));
        }
        if (answer.given() == null) {
            faults.add(Fault.at("given", "required"));
        } else if (!answer.given() && plain(answer.reason()).isEmpty()) {
            faults.add(Fault.at("reason", "required"));
        } else if (!answer.given() && answer.reason().strip().length() > MOST_REASON) {
            faults.add(Fault.at("reason", "tooLong", MOST_REASON));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    private Consent find(String token) {
        return book.findByTokenHash(Tokens.hash(token)).filter(one -> one.state() != Consent.State.OVER).orElseThrow(Refusal::notFound);
    }

    private static String plain(String typed) {
        return typed == null ? "" : Normalizer.normalize(typed, Normalizer.Form.NFKC).replace(" ", "").toUpperCase(Locale.ROOT);
    }
}
