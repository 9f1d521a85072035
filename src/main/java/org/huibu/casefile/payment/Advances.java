package org.huibu.casefile.payment;

import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.spi.ClaimedBack;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was advanced under a recognition, and what its one settlement leaves: a balance or a refund (flows §4.3). */
@Component
public class Advances {

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final ClaimedBack claimedBack;
    private final Clock clock;

    Advances(JdbcClient jdbc, JdbcTemplate batch, ClaimedBack claimedBack, Clock clock) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.claimedBack = claimedBack;
        this.clock = clock;
    }

    /** @param advance what had not been asked back before; @param due last day to pay the refund back; null if there is none */
    public record Settlement(Money advance, Money earned, Money refund, LocalDate due) { }

    public boolean settled(String recognition) {
        return jdbc.sql("select count(*) from settlement where recognition = ?").param(recognition).query(Long.class).single() > 0;
    }

    /** Who settles something granted and who looks whether it is settled take turns until the end of their transactions, so that neither misses the other. */
    public void lock(String recognition) {
        jdbc.sql("select number from recognition where number = ? for update").param(recognition).query(String.class).optional();
    }

    /** True while something advanced too much has not come back. */
    public boolean refundOpen(String holder) {
        return holder != null && jdbc.sql("select count(*) from settlement where holder_index = ? and refund_fen > 0 and returned_on is null").param(holder).query(Long.class).single() > 0;
    }

    /** What a settlement left to be returned has come back in full. */
    public void returned(String caseNumber) {
        jdbc.sql("update settlement set returned_on = ? where case_number = ? and returned_on is null").params(Date.valueOf(WorkingCalendar.dayOf(clock.instant())), caseNumber).update();
    }

    public Optional<Settlement> of(String caseNumber) {
        return jdbc.sql("select advance_fen, earned_fen, refund_fen, due_on from settlement where case_number = ?").param(caseNumber)
                .query((row, n) -> new Settlement(Money.ofFen(row.getLong(1)), Money.ofFen(row.getLong(2)), Money.ofFen(row.getLong(3)),
                        row.getDate(4) == null ? null : row.getDate(4).toLocalDate())).optional();
    }

    /** What was advanced under a recognition and what of it was decided to come back before its settlement. */
    Advanced advanced(String recognition) {
        var granting = recognition.substring(CaseWork.RECOGNITION.length());
        return new Advanced(Money.ofFen(jdbc.sql("select coalesce(sum(amount_fen), 0) from paid_line where case_number = ?").param(granting).query(Long.class).single()),
                claimedBack.of(granting));
    }

    /**
     * Takes the advance off the lines that pass, in proportion to what each has earned; the fen that remain come off the first lines. Doing it
     * again begins from what was earned.
     */
    void offset(CaseFile file, Money advance, List<ClaimLine> passing) {
        jdbc.sql("update claim_line set amount_fen = amount_fen + offset_fen, offset_fen = 0 where case_id = ?").param(file.id()).update();
        var earned = passing.stream().mapToLong(line -> line.amount().fen() + line.offset().fen()).toArray();
        long total = Arrays.stream(earned).sum();
        long taken = Math.min(total, advance.fen());
        if (taken == 0) {
            return;
        }
        long[] shares = Arrays.stream(earned).map(one -> Math.multiplyExact(one, taken) / total).toArray();
        long rest = taken - Arrays.stream(shares).sum();
        var rows = new ArrayList<Object[]>();
        for (int i = 0; i < shares.length; i++) {
            long more = Math.min(rest, earned[i] - shares[i]);
            rest -= more;
            rows.add(new Object[] {earned[i] - shares[i] - more, shares[i] + more, file.id(), passing.get(i).seq()});
        }
        batch.batchUpdate("update claim_line set amount_fen = ?, offset_fen = ? where case_id = ? and seq = ?", rows);
    }

    /** Who did not claim in time keeps what is proven of the advance and is paid no balance (flows §8.6). */
    void claimedNothing(CaseFile file) {
        jdbc.sql("update claim_line set amount_fen = 0 where case_id = ?").param(file.id()).update();
    }

    /**
     * Records the one settlement of a recognition.
     *
     * @param ends when its time is over
     * @param months for the refund, from then or from today, whichever is later
     * @throws Refusal CONFLICT {@code alreadySettled}
     */
    Settlement settle(CaseFile file, String recognition, List<ClaimLine> granted, LocalDate ends, int months) {
        var covered = granted.stream().map(ClaimLine::offset).reduce(Money.ZERO, Money::plus);
        var earned = granted.stream().map(ClaimLine::amount).reduce(covered, Money::plus);
        var refund = advanced(recognition).refund(covered);
        var advance = covered.plus(refund);
        var today = WorkingCalendar.dayOf(clock.instant());
        var due = refund.isZero() ? null : (ends.isAfter(today) ? ends : today).plusMonths(months);
        try {
            jdbc.sql("insert into settlement (case_number, recognition, holder_index, advance_fen, earned_fen, refund_fen, due_on) values (?, ?, ?, ?, ?, ?, ?)")
                    .params(Arrays.asList(file.number(), recognition, file.applicantIndex(), advance.fen(), earned.fen(), refund.fen(), due == null ? null : Date.valueOf(due))).update();
        } catch (DuplicateKeyException twice) {
            throw Refusal.conflict("alreadySettled", recognition);
        }
        return new Settlement(advance, earned, refund, due);
    }
}
