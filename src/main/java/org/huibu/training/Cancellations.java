package org.huibu.training;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.Cases;
import org.huibu.casefile.OfficeCases;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.process.Processes;
import org.huibu.process.Retries;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.Schemes;
import org.huibu.scheme.pack.Pack;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A class that never starts, given up by the office (flows §4.6 CLASS_CANCELLED): a reviewer opens, in the holder's name, the change by which the holder himself would give
 * it up. It is reviewed and approved like that one, and what was advanced returns the same way.
 */
@Service
public class Cancellations {

    private static final int REASON = 400;
    private final Classes classes;
    private final Cases cases;
    private final CaseWork work;
    private final OfficeCases office;
    private final Schemes schemes;
    private final Processes processes;
    private final Retries retries;
    private final CurrentUser user;
    private final Clock clock;

    Cancellations(Classes classes, Cases cases, CaseWork work, OfficeCases office, Schemes schemes, Processes processes, Retries retries, CurrentUser user, Clock clock) {
        this.classes = classes;
        this.cases = cases;
        this.work = work;
        this.office = office;
        this.schemes = schemes;
        this.processes = processes;
        this.retries = retries;
        this.user = user;
        this.clock = clock;
    }

    /** @return whether the reader may have a class of his region cancelled */
    public boolean may() {
        return user.get().filter(account -> account.has(Role.INITIAL_REVIEWER)).isPresent();
    }

    /**
     * @param number of the case that granted the class @param reason what shows that it has not started, 1 to 400 characters
     * @return number of the change that was opened
     * @throws Refusal FORBIDDEN {@code notAReviewer}; NOT_FOUND; INVALID with a fault at {@code text}; CONFLICT {@code trainingClosed}, {@code classNotDue} before its first day,
     *     {@code cancellationOpen} if the same is under way, or {@code cannotCancelNow} before the advance is paid
     */
    @Transactional(propagation = Propagation.NEVER)
    public String open(String number, String reason) {
        if (!may()) {
            throw Refusal.forbidden("notAReviewer");
        }
        return retries.run(() -> {
            var of = classes.ofMyRegion(number);
            if (reason == null || reason.isBlank() || reason.length() > REASON) {
                throw Refusal.invalid(List.of(reason == null || reason.isBlank() ? Fault.at("text", "required") : Fault.at("text", "tooLong", REASON)));
            }
            var from = cases.lockByNumber(number).orElseThrow(Refusal::notFound);
            if (of.closed()) {
                throw Refusal.conflict("trainingClosed");
            }
            if (WorkingCalendar.dayOf(clock.instant()).isBefore(of.start())) {
                throw Refusal.conflict("classNotDue", of.start().toString());
            }
            var change = changeOf(from);
            if (underWay(from, change)) {
                throw Refusal.conflict("cancellationOpen");
            }
            if (!processes.waitsFor("GrantCancelled", number, null)) {
                throw Refusal.conflict("cannotCancelNow", CaseWork.RECOGNITION + number);
            }
            var opened = office.open(change.key(), from, scheme -> typed(scheme, number, reason.strip()), scheme -> List.of());
            work.happened(number, "CancellationOpened", Map.of("number", opened));
            return opened;
        });
    }

    private Scheme changeOf(CaseFile from) {
        var granted = work.scheme(from.number()).pack().grants().recognition();
        return schemes.active().stream().filter(scheme -> scheme.pack().cancels() != null && scheme.pack().requires().recognition().equals(granted)).findFirst()
                .orElseThrow(() -> Refusal.conflict("cannotCancelNow", CaseWork.RECOGNITION + from.number()));
    }

    private boolean underWay(CaseFile from, Scheme change) {
        return cases.findBySchemeKeyAndApplicantIndexAndFinishedFalseOrderById(change.key(), from.applicantIndex()).stream().filter(CaseFile::exOfficio).map(open -> work.values(open.number()))
                .anyMatch(values -> (CaseWork.RECOGNITION + from.number()).equals(values.get(change.pack().requires().number())));
    }

    private Map<String, String> typed(Scheme scheme, String granting, String reason) {
        var given = work.values(granting);
        var typed = new LinkedHashMap<String, String>();
        scheme.form().single().stream().filter(field -> given.containsKey(field.path()) && !scheme.pack().amends().containsValue(field.path())).forEach(field -> typed.put(field.path(), given.get(field.path())));
        Pack.Cancels cancels = scheme.pack().cancels();
        typed.put(scheme.pack().requires().number(), CaseWork.RECOGNITION + granting);
        typed.put(cancels.path(), cancels.value());
        typed.put(cancels.reason(), reason);
        return typed;
    }
}
