package org.huibu.scheme.parameter;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.Schemes;
import org.huibu.scheme.Text;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Values that end, or have ended, without successor, and the approver's signature that lets one continue (flows §8.1). Without it,
 * whatever rests on the value needs a person.
 */
@Service
public class Continuations {

    /** Administrators are warned so many days ahead. */
    public static final int WARN_DAYS = 60;

    private static final int MOST_GROUND = 400;
    private final Schemes schemes;
    private final SignedContinuations signed;
    private final CurrentUser user;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Continuations(Schemes schemes, SignedContinuations signed, CurrentUser user, ApplicationEventPublisher events, Clock clock) {
        this.schemes = schemes;
        this.signed = signed;
        this.user = user;
        this.events = events;
        this.clock = clock;
    }

    /** How it stands with a value that has an end and no successor. */
    public enum State { EXPIRING, EXPIRED, CONTINUED }

    /** @param parameter as the release states it; @param continuation null unless one was signed */
    public record Ending(String schemeKey, Text scheme, Parameter parameter, State state, Continuation continuation) { }

    /** Of all active schemes: what has ended, then what ends within {@link #WARN_DAYS} days, a continuation included. */
    @Transactional(readOnly = true)
    public List<Ending> endings() {
        var today = today();
        var endings = new ArrayList<Ending>();
        for (var scheme : schemes.active()) {
            var stated = schemes.stated(scheme.releaseId());
            stated.expired(today).forEach(p -> endings.add(ending(scheme, p, State.EXPIRED)));
            stated.expiring(today, WARN_DAYS).forEach(p -> endings.add(ending(scheme, p, State.EXPIRING)));
        }
        endings.sort(Comparator.comparing((Ending e) -> e.parameter().to()).thenComparing(Ending::schemeKey).thenComparing(e -> e.parameter().key()));
        return endings;
    }

    /**
     * Signs "continues until {@code until} because {@code ground}" for the ended or ending value of a scheme. A later signature counts
     * instead of an earlier one.
     *
     * @param until last day plus one
     * @throws Refusal FORBIDDEN {@code notAPolicyApprover}, NOT_FOUND if no such value ends, INVALID with faults at {@code until} or {@code ground}
     */
    @Transactional
    public void sign(String schemeKey, String key, String region, LocalDate until, String ground) {
        var account = user.require();
        if (!account.has(Role.POLICY_APPROVER)) {
            throw Refusal.forbidden("notAPolicyApprover");
        }
        var ending = endings().stream().filter(e -> e.schemeKey().equals(schemeKey) && e.parameter().key().equals(key) && e.parameter().region().equals(region))
                .findFirst().orElseThrow(Refusal::notFound);
        var faults = new ArrayList<Fault>();
        if (until == null || !until.isAfter(today()) || !until.isAfter(ending.parameter().to())) {
            faults.add(Fault.at("until", "continuationTooShort"));
        }
        if (ground == null || ground.isBlank() || ground.length() > MOST_GROUND) {
            faults.add(Fault.at("ground", "continuationGround", MOST_GROUND));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        signed.add(new Continuation(schemeKey, key, region, ending.parameter().to(), until, ground.strip(), account.username(), clock.instant()));
        events.publishEvent(new ContinuationSigned(schemeKey, key, region, ending.parameter().to(), until, ground.strip()));
    }

    private Ending ending(Scheme scheme, Parameter parameter, State state) {
        Optional<Continuation> one = signed.all().stream().filter(c -> c.of(scheme.key(), parameter)).findFirst();
        var counts = one.filter(c -> c.until().isAfter(today())).isPresent();
        return new Ending(scheme.key(), scheme.name(), parameter, counts ? State.CONTINUED : state, one.orElse(null));
    }

    private LocalDate today() {
        return WorkingCalendar.dayOf(clock.instant());
    }
}
