package org.huibu.consent;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseHappened;
import org.huibu.casefile.CaseWork;
import org.huibu.notification.TextMessages;
import org.huibu.party.Protection;
import org.huibu.process.Retries;
import org.huibu.process.clock.CaseClock;
import org.huibu.review.spi.OtherParties;
import org.huibu.shared.Ids;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who was asked to consent to a case, by which link and until when. */
@Service
public class Consents implements OtherParties {

    static final String LIMIT = "T_CONSENT";
    private final ConsentBook book;
    private final Persons persons;
    private final CaseFiles cases;
    private final CaseWork work;
    private final CaseClock clocks;
    private final TextMessages messages;
    private final MessageSource texts;
    private final Protection protection;
    private final Retries retries;
    private final Environment environment;
    private final Clock clock;

    Consents(ConsentBook book, Persons persons, CaseFiles cases, CaseWork work, CaseClock clocks, TextMessages messages, MessageSource texts, Protection protection, Retries retries,
            Environment environment, Clock clock) {
        this.book = book;
        this.persons = persons;
        this.cases = cases;
        this.work = work;
        this.clocks = clocks;
        this.messages = messages;
        this.texts = texts;
        this.protection = protection;
        this.retries = retries;
        this.environment = environment;
        this.clock = clock;
    }

    /** All that count, in the order in which they were asked. No authorisation: callers show them to the owner and to officers of the case. */
    @Transactional(readOnly = true)
    public List<Consent> ofCase(String number) {
        return book.findByCaseNumberOrderById(number).stream().filter(one -> one.state() != Consent.State.OVER).toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Collection<String> of(String caseNumber) {
        return book.findByCaseNumberOrderById(caseNumber).stream().map(Consent::personIndex).toList();
    }

    /** A new link for one of the caller's own cases. @throws org.huibu.shared.Refusal NOT_FOUND, CONFLICT {@code consentAnswered}, THROTTLED {@code consentLinksUsedUp} */
    @Transactional(propagation = Propagation.NEVER)
    public void renew(String number, long id) {
        retries.run(() -> {
            cases.find(number);
            var consent = book.findByIdAndCaseNumber(id, number).orElseThrow(org.huibu.shared.Refusal::notFound);
            var asked = persons.of(number).stream().filter(one -> consent.sameAs(one.rule().key(), one.index(), one.content())).findFirst().orElseThrow(org.huibu.shared.Refusal::notFound);
            link(consent, asked);
            work.happened(number, "ConsentLinkRenewed", Map.of("person", Persons.masked(asked.name()), "consent", asked.rule().key()));
            return null;
        });
    }

    /** Asks whoever has not consented to what the application says now; a consent to something else no longer counts. @return GIVEN if nobody is left, else OPEN */
    @Transactional(propagation = Propagation.MANDATORY)
    String ask(String number) {
        var asked = persons.of(number);
        var known = book.findByCaseNumberOrderById(number);
        known.stream().filter(one -> asked.stream().noneMatch(a -> one.state() != Consent.State.REFUSED && one.sameAs(a.rule().key(), a.index(), a.content()))).forEach(one -> {
            one.over();
            book.save(one);
        });
        var open = false;
        for (var one : asked) {
            var before = known.stream().filter(k -> k.state() != Consent.State.REFUSED && k.sameAs(one.rule().key(), one.index(), one.content())).findFirst();
            open |= before.map(Consent::state).orElse(Consent.State.OPEN) == Consent.State.OPEN;
            if (before.isEmpty()) {
                var id = Ids.next();
                link(new Consent(id, number, one.rule().key(), one.name(), one.index(), protection.seal(one.idNo(), place(id)), one.content()), one);
                work.happened(number, "ConsentAsked", Map.of("person", Persons.masked(one.name()), "consent", one.rule().key()));
            }
        }
        return open ? "OPEN" : "GIVEN";
    }

    /** Nobody can answer any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    void close(String number) {
        book.findByCaseNumberOrderById(number).forEach(one -> {
            one.over();
            book.save(one);
        });
    }

    @EventListener
    void on(CaseHappened happened) {
        if (happened.what().equals("CaseWithdrawn")) {
            close(happened.caseNumber());
        }
    }

    private void link(Consent consent, Persons.Asked asked) {
        var token = Tokens.fresh();
        var until = clocks.end(consent.caseNumber(), LIMIT);
        consent.asked(Tokens.hash(token), clock.instant(), until);
        book.save(consent);
        messages.send(asked.mobile(), text(consent.caseNumber(), asked, until, token));
    }

    private String text(String number, Persons.Asked asked, Instant until, String token) {
        return texts.getMessage("consent.sms", new Object[] {Persons.masked(work.find(number).applicantName()), work.scheme(number).name().zh(), asked.rule().name().zh(),
            WorkingCalendar.dayOf(until).toString(), base() + "/confirm/" + token}, Locale.SIMPLIFIED_CHINESE);
    }

    private String base() {
        return environment.getProperty("huibu.public-url", "http://localhost:" + environment.getProperty("local.server.port", environment.getProperty("server.port", "8080")));
    }

    /** What a person's ID number is sealed for. */
    static String place(long id) {
        return "consent:" + id;
    }
}
