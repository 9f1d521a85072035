package org.huibu.disbursement.allocation;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import org.huibu.disbursement.allocation.BudgetMove.Kind;
import org.huibu.disbursement.budget.Budgets;
import org.huibu.disbursement.budget.Envelope;
import org.huibu.disbursement.budget.Funds;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.process.Retries;
import org.huibu.scheme.Schemes;
import org.huibu.scheme.pack.Fund;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Budget officers move money between envelopes of their own region or from it to the level below; those of a province enter what the centre gives it, too (catalogue
 * R01, R39, R43). */
@Service
public class Allocations {

    private final BudgetMoves moves;
    private final Budgets budgets;
    private final Funds funds;
    private final Schemes schemes;
    private final CurrentUser user;
    private final Retries retries;
    private final Clock clock;

    Allocations(BudgetMoves moves, Budgets budgets, Funds funds, Schemes schemes, CurrentUser user, Retries retries, Clock clock) {
        this.moves = moves;
        this.budgets = budgets;
        this.funds = funds;
        this.schemes = schemes;
        this.user = user;
        this.retries = retries;
        this.clock = clock;
    }

    /** The funds that any scheme in force knows, with the budget codes they have. */
    @Transactional(readOnly = true)
    public List<Fund> known() {
        var known = new LinkedHashMap<String, Fund>();
        schemes.active().forEach(scheme -> scheme.funds().forEach(fund -> known.putIfAbsent(fund.key(), fund)));
        return List.copyOf(known.values());
    }

    /** True for those who may propose and, in another's proposal, confirm. */
    public boolean officer() {
        return user.require().has(Role.BUDGET_OFFICER);
    }

    /** Moves that touch the reader's region, newest first. @param before id to continue from; null for the newest */
    @Transactional(readOnly = true)
    public List<BudgetMove> list(Long before, int count) {
        var region = funds.reader().region();
        return moves.touching(region.prefix(), region.isProvince() ? Region.CENTRAL.code() : region.code(), before == null ? Long.MAX_VALUE : before, Limit.of(count));
    }

    /**
     * Proposes a move; nothing is posted.
     *
     * @return id of the move
     * @throws Refusal INVALID with each fault at its field, {@code moreThanAvailable} among them; FORBIDDEN {@code notYourRole} or {@code regionNotYours}
     */
    public long propose(Proposal typed) {
        return retries.run(() -> {
            var read = typed.read(known(), year());
            authorise(read.from() == null ? read.to() : read.from());
            if (moves.existsByLiveDocumentAndFundAndToCodeAndToYearAndToRegion(typed.document().strip(), read.to().fund(), read.to().code(), read.to().year(), read.to().region())) {
                throw Refusal.invalid(List.of(Fault.at("document", "documentUsed")));
            }
            if (read.from() != null && available(read.from()) < read.money().fen()) {
                throw Refusal.invalid(List.of(Fault.at("amount", "moreThanAvailable")));
            }
            try {
                return moves.saveAndFlush(new BudgetMove(typed.kind(), read.from(), read.to(), read.money(), typed.document(), typed.reason(), user.actor(), clock.instant())).id();
            } catch (DataIntegrityViolationException meanwhile) {
                throw Refusal.invalid(List.of(Fault.at("document", "documentUsed")));
            }
        });
    }

    /** @throws Refusal CONFLICT {@code moreThanAvailable} if money went elsewhere meanwhile; {@code moveDecided}; FORBIDDEN to him who proposed */
    public void confirm(long id) {
        retries.run(() -> {
            var move = mine(id);
            move.confirmed(user.actor(), clock.instant());
            if (move.kind() == Kind.APPROPRIATION) {
                budgets.appropriate(move.to(), move.amount(), "move/" + id);
            } else if (!budgets.move(move.from(), move.to(), move.amount(), "move/" + id)) {
                throw Refusal.conflict("moreThanAvailable");
            }
            return moves.save(move);
        });
    }

    /** @param why 1 to 300 characters @throws Refusal as {@link BudgetMove#refused} */
    public void refuse(long id, String why) {
        retries.run(() -> {
            var move = mine(id);
            move.refused(user.actor(), why, clock.instant());
            return moves.save(move);
        });
    }

    public void withdraw(long id) {
        retries.run(() -> {
            var move = mine(id);
            move.withdrawn(user.actor(), clock.instant());
            return moves.save(move);
        });
    }

    private BudgetMove mine(long id) {
        if (!officer()) {
            throw Refusal.forbidden("notYourRole");
        }
        var move = moves.findById(id).orElseThrow(Refusal::notFound);
        var side = move.from() == null ? move.to() : move.from();
        if (!user.require().region().keepsBooksOf(new Region(side.region()))) {
            throw Refusal.notFound();
        }
        return move;
    }

    private void authorise(Envelope side) {
        if (!officer()) {
            throw Refusal.forbidden("notYourRole");
        }
        if (!user.require().region().keepsBooksOf(new Region(side.region()))) {
            throw Refusal.forbidden("regionNotYours");
        }
    }

    private long available(Envelope from) {
        return funds.balances().stream().filter(balance -> balance.envelope().equals(from)).mapToLong(balance -> balance.available().fen()).sum();
    }

    private int year() {
        return WorkingCalendar.dayOf(clock.instant()).getYear();
    }
}
