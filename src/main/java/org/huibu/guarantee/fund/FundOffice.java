package org.huibu.guarantee.fund;

import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.process.Retries;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.huibu.shared.identifier.Region;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Money for the guarantee fund of a city and the standing of its banks: the fund's operator or a budget officer of the city proposes, another
 * budget officer confirms.
 */
@Service
public class FundOffice {

    private final FundChanges changes;
    private final FundReports reports;
    private final GuaranteeFunds funds;
    private final CurrentUser user;
    private final Retries retries;
    private final Clock clock;

    FundOffice(FundChanges changes, FundReports reports, GuaranteeFunds funds, CurrentUser user, Retries retries, Clock clock) {
        this.changes = changes;
        this.reports = reports;
        this.funds = funds;
        this.user = user;
        this.retries = retries;
        this.clock = clock;
    }

    public boolean mayPropose(Region city) {
        return user.require().region().covers(city) && (user.require().has(Role.BUDGET_OFFICER) || user.require().has(Role.FUND_OPERATOR));
    }

    public boolean mayConfirm(Region city) {
        return user.require().region().covers(city) && user.require().has(Role.BUDGET_OFFICER);
    }

    /** Newest first. @param before id to continue from; null for the newest @throws Refusal as {@link FundReports#of} */
    @Transactional(readOnly = true)
    public List<FundChange> list(String city, Long before, int count) {
        return changes.findByRegionAndIdLessThanOrderByIdDesc(reports.readable(city).code(), before == null ? Long.MAX_VALUE : before, Limit.of(count));
    }

    /**
     * Proposes a change; nothing is posted.
     *
     * @return its id
     * @throws Refusal INVALID with each fault at its field, {@code documentUsed} among them; FORBIDDEN {@code notYourRole}; NOT_FOUND
     */
    public long propose(String city, FundTyped typed) {
        return retries.run(() -> {
            if (!user.require().has(Role.BUDGET_OFFICER) && !user.require().has(Role.FUND_OPERATOR)) {
                throw Refusal.forbidden("notYourRole");
            }
            var read = typed.read(covered(city), reports.banks().stream().map(FundReports.Bank::code).collect(Collectors.toSet()));
            if (changes.existsByDocumentAndRegion(read.document(), read.city().code())) {
                throw Refusal.invalid(List.of(Fault.at("document", "documentUsed")));
            }
            try {
                return changes.saveAndFlush(new FundChange(read, user.actor(), clock.instant())).id();
            } catch (DataIntegrityViolationException meanwhile) {
                throw Refusal.invalid(List.of(Fault.at("document", "documentUsed")));
            }
        });
    }

    /** @throws Refusal CONFLICT {@code moveDecided}; FORBIDDEN to him who proposed and to who is no budget officer; NOT_FOUND */
    public void confirm(long id) {
        retries.run(() -> {
            var change = mine(id);
            change.confirmed(user.actor(), clock.instant());
            if (change.kind() == FundChange.Kind.CONTRIBUTION) {
                funds.contribute(new Region(change.region()), change.amount(), "change/" + id);
            } else {
                funds.standing(new Region(change.region()), change.bank(), change.amount(), change.compensated());
            }
            return changes.save(change);
        });
    }

    /** @param why 1 to 300 characters @throws Refusal as {@link FundChange#refused} */
    public void refuse(long id, String why) {
        retries.run(() -> {
            var change = mine(id);
            change.refused(user.actor(), why, clock.instant());
            return changes.save(change);
        });
    }

    public void withdraw(long id) {
        retries.run(() -> {
            if (!user.require().has(Role.BUDGET_OFFICER) && !user.require().has(Role.FUND_OPERATOR)) {
                throw Refusal.forbidden("notYourRole");
            }
            var change = changes.findById(id).orElseThrow(Refusal::notFound);
            covered(change.region());
            change.withdrawn(user.actor(), clock.instant());
            return changes.save(change);
        });
    }

    private FundChange mine(long id) {
        if (!user.require().has(Role.BUDGET_OFFICER)) {
            throw Refusal.forbidden("notYourRole");
        }
        var change = changes.findById(id).orElseThrow(Refusal::notFound);
        covered(change.region());
        return change;
    }

    /** Who may read a city's fund from below may not change it. */
    private Region covered(String city) {
        var region = reports.readable(city);
        if (!user.require().region().covers(region)) {
            throw Refusal.notFound();
        }
        return region;
    }
}
