package org.huibu.casefile.entry;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.Cases;
import org.huibu.casefile.FormValues;
import org.huibu.casefile.Numbers;
import org.huibu.identity.Account;
import org.huibu.identity.Attempts;
import org.huibu.identity.CurrentUser;
import org.huibu.party.Protection;
import org.huibu.process.Retries;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.Schemes;
import org.huibu.scheme.form.FormCheck;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whoever the scheme lets ({@code entries}) opens a draft for an applicant; the applicant claims it by case number, name and number, and goes on. */
@Service
public class Entries {

    private static final String KIND = "case-claim";
    private static final int MOST = 5;
    private final Cases cases;
    private final Numbers numbers;
    private final FormValues values;
    private final Schemes schemes;
    private final Protection protection;
    private final Attempts attempts;
    private final CurrentUser user;
    private final Retries retries;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    Entries(Cases cases, Numbers numbers, FormValues values, Schemes schemes, Protection protection, Attempts attempts, CurrentUser user, Retries retries, ApplicationEventPublisher events,
            JdbcClient jdbc, Clock clock) {
        this.cases = cases;
        this.numbers = numbers;
        this.values = values;
        this.schemes = schemes;
        this.protection = protection;
        this.attempts = attempts;
        this.user = user;
        this.retries = retries;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param claimed whether the applicant has it now */
    public record Entry(String number, String scheme, String applicant, boolean claimed, Instant at) { }

    /** Schemes that the caller may open for others. @throws Refusal FORBIDDEN {@code mayNotEnter} if there are none */
    public List<Scheme> offered() {
        var account = user.require();
        var offered = schemes.active().stream().filter(scheme -> may(account, scheme)).toList();
        if (offered.isEmpty()) {
            throw Refusal.forbidden("mayNotEnter");
        }
        return offered;
    }

    /** True if a scheme lets the caller open drafts for others. */
    public boolean may() {
        return user.get().filter(account -> schemes.active().stream().anyMatch(scheme -> may(account, scheme))).isPresent();
    }

    /** What the caller opened, newest first. */
    @Transactional(readOnly = true)
    public List<Entry> mine(int count) {
        return jdbc.sql("select number, scheme_key, applicant_name, owner, opened_at from case_file where opened_by = ? order by id desc limit ?").params(user.require().username(), count)
                .query((row, n) -> new Entry(row.getString(1), row.getString(2), row.getString(3), !row.getString(4).equals(CaseFile.NOBODY),
                        row.getObject(5, LocalDateTime.class).toInstant(ZoneOffset.UTC))).list();
    }

    /**
     * Opens a draft; a bank's names itself as the lending bank.
     *
     * @param typed form values by path; what else is wrong or missing is told to the applicant
     * @throws Refusal FORBIDDEN {@code mayNotEnter}; INVALID with faults of region and applicant; CONFLICT {@code regionBlocked}
     */
    @Transactional(propagation = Propagation.NEVER)
    public String open(String schemeKey, String region, Map<String, String> typed) {
        var account = user.require();
        var scheme = offered().stream().filter(one -> one.key().equals(schemeKey)).findFirst().orElseThrow(Refusal::notFound);
        var today = WorkingCalendar.dayOf(clock.instant());
        var form = new LinkedHashMap<>(FormCheck.canonical(scheme.form().single(), typed));
        if (account.institution() != null && scheme.pack().loan() != null) {
            form.put(scheme.pack().loan().bank(), account.institution());
        }
        var where = place(account, region);
        refuse(scheme, form, where, today);
        var missing = scheme.parameters().missing(where.orElseThrow(), today);
        if (!missing.isEmpty()) {
            throw Refusal.conflict("regionBlocked", String.join(", ", missing));
        }
        var number = numbers.next(scheme.pack().code(), where.get(), today.getYear()).value();
        return retries.run(() -> {
            var file = CaseFile.entered(number, schemeKey, scheme.releaseId(), where.get().code(), account.username(), clock.instant());
            file.typed(values.write(file, scheme, form), form.get(scheme.pack().applicant().name()), index(scheme, form.get(scheme.pack().applicant().number())));
            return cases.save(file).number();
        });
    }

    /** @throws Refusal NOT_FOUND for whatever is not exactly the caller's to claim, THROTTLED {@code claimThrottled} after five of those */
    @Transactional(propagation = Propagation.NEVER)
    public void claim(String number, String name, String ownNumber) {
        var account = user.require();
        if (!account.applicant()) {
            throw Refusal.forbidden("notAnApplicant");
        }
        if (attempts.exceeded(KIND, account.username(), MOST)) {
            throw new Refusal(Refusal.Kind.THROTTLED, "claimThrottled");
        }
        if (!retries.run(() -> claimed(account, number == null ? "" : number.strip(), plain(name), plain(ownNumber)))) {
            attempts.failed(KIND, account.username());
            throw Refusal.notFound();
        }
    }

    private boolean claimed(Account account, String number, String name, String ownNumber) {
        var file = cases.findByNumber(number).filter(one -> one.owner().equals(CaseFile.NOBODY));
        var scheme = file.map(one -> schemes.release(one.releaseId()));
        var right = file.isPresent() && plain(file.get().applicantName()).equals(name) && Objects.equals(file.get().applicantIndex(), index(scheme.get(), ownNumber))
                && (account.subjectIndex() == null || account.subjectIndex().equals(file.get().applicantIndex()));
        if (right) {
            file.get().claimed(account.username());
            cases.save(file.get());
        } else {
            events.publishEvent(new ClaimRefused(file.map(CaseFile::number).orElse(null), account.username()));
        }
        return right;
    }

    private static void refuse(Scheme scheme, Map<String, String> form, Optional<Region> where, java.time.LocalDate today) {
        var faults = new ArrayList<Fault>();
        if (where.isEmpty()) {
            faults.add(Fault.at("region", "regionOutside"));
        }
        var applicant = List.of(scheme.pack().applicant().name(), scheme.pack().applicant().number());
        applicant.stream().filter(path -> form.getOrDefault(path, "").isBlank()).forEach(path -> faults.add(Fault.at(path, "required")));
        FormCheck.form(scheme.form(), form, today).stream().filter(fault -> !fault.code().equals("required") && !form.getOrDefault(fault.path(), "").isBlank()).forEach(faults::add);
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    private static Optional<Region> place(Account account, String region) {
        return region == null || !region.matches("\\d{4}[0-9]{2}") || region.endsWith("00") ? Optional.empty() : Optional.of(new Region(region)).filter(one -> account.region().covers(one));
    }

    private static boolean may(Account account, Scheme scheme) {
        return scheme.pack().entries().stream().anyMatch(role -> account.roles().stream().anyMatch(own -> own.name().equals(role)));
    }

    private String index(Scheme scheme, String number) {
        return protection.index(scheme.pack().applicant().domain(), number);
    }

    private static String plain(String typed) {
        return typed == null ? "" : Normalizer.normalize(typed, Normalizer.Form.NFKC).replace(" ", "").toUpperCase(java.util.Locale.ROOT);
    }
}
