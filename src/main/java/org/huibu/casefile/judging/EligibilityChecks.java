package org.huibu.casefile.judging;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.FormValues;
import org.huibu.eligibility.Judgement;
import org.huibu.evidence.Evidence;
import org.huibu.identity.CurrentUser;
import org.huibu.party.Protection;
import org.huibu.process.Retries;
import org.huibu.process.SourceDown;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.Schemes;
import org.huibu.scheme.form.FormCheck;
import org.huibu.shared.Fault;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Would this be paid? The judgement of the flow, by the same code, without a case: only that it was asked is kept. */
@Service
public class EligibilityChecks {

    private final Schemes schemes;
    private final CaseJudging judging;
    private final Evidence evidence;
    private final Protection protection;
    private final CurrentUser user;
    private final Retries retries;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    EligibilityChecks(Schemes schemes, CaseJudging judging, Evidence evidence, Protection protection, CurrentUser user, Retries retries,
            ApplicationEventPublisher events, Clock clock) {
        this.schemes = schemes;
        this.judging = judging;
        this.evidence = evidence;
        this.protection = protection;
        this.user = user;
        this.retries = retries;
        this.events = events;
        this.clock = clock;
    }

    /** @param lines in the order of the roster */
    public record Result(Scheme scheme, Judgement claim, List<Judgement> lines) { }

    /**
     * What is missing needs a person; what is given must be well formed.
     *
     * @throws Refusal FORBIDDEN {@code notAnApplicant} for who neither applies nor works cases, INVALID with all malformed values,
     *     CONFLICT {@code regionBlocked}, UNAVAILABLE {@code sourceDown}
     */
    @Transactional(propagation = Propagation.NEVER)
    public Result check(String schemeKey, Region region, Map<String, String> form, List<Map<String, String>> roster) {
        if (!user.require().applicant() && !user.require().officer()) {
            throw Refusal.forbidden("notAnApplicant");
        }
        var claim = claim(schemes.scheme(schemeKey), region, form, roster);
        retries.run(() -> {
            events.publishEvent(new EligibilityAsked(schemeKey, region.code(), roster.size()));
            return null;
        });
        try {
            var judged = judging.judge(claim, evidence.unkept(evidence.ask(judging.questions(claim))));
            return new Result(claim.scheme(), judged.claim(), List.copyOf(judged.lines().values()));
        } catch (SourceDown down) {
            throw new Refusal(Refusal.Kind.UNAVAILABLE, "sourceDown", down.source());
        }
    }

    private CaseJudging.Claim claim(Scheme scheme, Region region, Map<String, String> form, List<Map<String, String>> roster) {
        var today = WorkingCalendar.dayOf(clock.instant());
        var missing = scheme.parameters().missing(region, today);
        if (!missing.isEmpty()) {
            throw Refusal.conflict("regionBlocked", String.join(", ", missing));
        }
        var values = FormCheck.canonical(scheme.form().single(), form);
        var faults = new ArrayList<>(FormCheck.form(scheme.form(), values, today));
        var rows = new ArrayList<ClaimLine>();
        if (scheme.hasLines()) {
            if (roster.size() > scheme.pack().lines().max()) {
                throw Refusal.invalid(List.of(Fault.at(scheme.pack().lines().path(), "tooManyLines", scheme.pack().lines().max())));
            }
            var columns = scheme.form().roster().orElseThrow();
            roster.forEach(row -> rows.add(line(scheme, rows.size(), FormCheck.canonical(columns.children(), row))));
            rows.forEach(row -> faults.addAll(FormCheck.line(columns, row.seq(), row.data(), today)));
        }
        faults.removeIf(fault -> fault.code().equals("required"));
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        var applicant = scheme.pack().applicant();
        var holder = protection.index(applicant.domain(), values.get(applicant.number()));
        if (scheme.paidWhole()) {
            rows.add(new ClaimLine(0, 0, "", holder, applicant.person() ? holder : null, Map.of(), null, null, Money.ZERO, Money.ZERO, null, ClaimLine.State.OPEN, null));
        }
        return new CaseJudging.Claim(scheme, holder, region, today,
                FormValues.nested(values), judging.kase("", region.code(), today, false, List.of()), rows);
    }

    private ClaimLine line(Scheme scheme, int seq, Map<String, String> data) {
        var rules = scheme.pack().lines();
        return new ClaimLine(0, seq, data.getOrDefault(rules.label(), ""), protection.index("ENTERPRISE", data.get(rules.subject())),
                protection.index("PERSON", data.get(rules.person())), data, null, null, Money.ZERO, Money.ZERO, null, ClaimLine.State.OPEN, null);
    }
}
