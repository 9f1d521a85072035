package org.huibu.review;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.CaseFile.Suspension;
import org.huibu.casefile.Cases;
import org.huibu.identity.Account;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.process.Retries;
import org.huibu.process.clock.CaseClock;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Suspending a running case of any scheme and going on with it (flows §1.8, §4.6). Whoever may report something found on a case may suspend it; an approver who is
 * somebody else lifts it. Meanwhile nobody takes or decides a task of the case, nothing of it is released or sent to the treasury, and its clocks stand still; days
 * are charged to the procedure. A public notice, which never pauses, and what others answer go on; what they lead to waits.
 */
@Service("suspensions")
public class Suspensions {

    private static final int CLAUSE = 200;
    private static final int REASON = 400;
    private final Cases cases;
    private final Participation participation;
    private final CaseClock clocks;
    private final Retries retries;
    private final CurrentUser user;
    private final Clock clock;

    Suspensions(Cases cases, Participation participation, CaseClock clocks, Retries retries, CurrentUser user, Clock clock) {
        this.cases = cases;
        this.participation = participation;
        this.clocks = clocks;
        this.retries = retries;
        this.user = user;
        this.clock = clock;
    }

    /** A case that the reader may suspend or lift. @throws Refusal FORBIDDEN {@code notYourRole}, NOT_FOUND outside his region */
    @Transactional(readOnly = true)
    public CaseFile find(String number) {
        return within(number, as(maySuspend() || mayLift()));
    }

    /** @return whether the reader may suspend cases */
    public boolean maySuspend() {
        return user.get().filter(account -> account.has(Role.INITIAL_REVIEWER) || account.has(Role.OBJECTION_OFFICER) || account.has(Role.AUDITOR)).isPresent();
    }

    /** @return whether the reader may lift what somebody else suspended */
    public boolean mayLift() {
        return user.get().filter(account -> account.has(Role.APPROVER)).isPresent();
    }

    /**
     * @param ground name of a {@link CaseFile.Ground} @param clause it rests on, 1 to 200 characters @param reason 1 to 400 characters
     * @throws Refusal FORBIDDEN {@code notYourRole} or by an interest (SD3), NOT_FOUND outside my region, INVALID with all faults, CONFLICT as {@link CaseFile#suspended}
     */
    @Transactional(propagation = Propagation.NEVER)
    public void suspend(String number, String ground, String clause, String reason) {
        var account = as(maySuspend());
        retries.run(() -> {
            var file = held(number, account);
            var faults = new ArrayList<Fault>();
            if (ground == null || List.of(CaseFile.Ground.values()).stream().noneMatch(one -> one.name().equals(ground))) {
                faults.add(Fault.at("ground", "notAnOption"));
            }
            text("clause", clause, CLAUSE, faults);
            text("reason", reason, REASON, faults);
            refuse(faults);
            file.suspended(new Suspension(CaseFile.Ground.valueOf(ground), clause.strip(), reason.strip(), account.username(), clock.instant()));
            cases.save(file);
            clocks.pause(number, null, CaseClock.SUSPENDED, "procedure");
            return null;
        });
    }

    /** @param reason 1 to 400 characters @throws Refusal as {@link #suspend}; CONFLICT or FORBIDDEN as {@link CaseFile#resumed} */
    @Transactional(propagation = Propagation.NEVER)
    public void lift(String number, String reason) {
        var account = as(mayLift());
        retries.run(() -> {
            var file = held(number, account);
            var faults = new ArrayList<Fault>();
            text("reason", reason, REASON, faults);
            refuse(faults);
            file.resumed(account.username(), reason.strip());
            cases.save(file);
            clocks.resume(number, null, CaseClock.SUSPENDED);
            return null;
        });
    }

    /** One after the other with whoever decides in the case or sends a payment of it. */
    private CaseFile held(String number, Account account) {
        var file = cases.lockByNumber(number).filter(one -> one.region().startsWith(account.region().prefix())).orElseThrow(Refusal::notFound);
        participation.check(number, "SUSPENSION", account);
        return file;
    }

    private CaseFile within(String number, Account account) {
        return cases.findByNumber(number).filter(file -> file.region().startsWith(account.region().prefix())).orElseThrow(Refusal::notFound);
    }

    private Account as(boolean allowed) {
        if (!allowed) {
            throw Refusal.forbidden("notYourRole");
        }
        return user.require();
    }

    private static void text(String path, String typed, int most, List<Fault> faults) {
        if (typed == null || typed.isBlank()) {
            faults.add(Fault.at(path, "required"));
        } else if (typed.strip().length() > most) {
            faults.add(Fault.at(path, "tooLong", most));
        }
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }
}
