package org.huibu.disbursement.budget;

import java.util.List;
import org.huibu.disbursement.budget.Reservation.State;
import org.huibu.identity.Account;
import org.huibu.identity.CurrentUser;
import org.huibu.ledger.Ledger;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The funds of the reader's own region with the cases behind every figure. */
@Service
public class Funds {

    private final Ledger ledger;
    private final Reservations reservations;
    private final Commitments commitments;
    private final JdbcClient jdbc;
    private final CurrentUser user;

    Funds(Ledger ledger, Reservations reservations, Commitments commitments, JdbcClient jdbc, CurrentUser user) {
        this.ledger = ledger;
        this.reservations = reservations;
        this.commitments = commitments;
        this.jdbc = jdbc;
        this.user = user;
    }

    /** @return the reader @throws Refusal FORBIDDEN {@code notFinance} unless he works with money, decides on it or audits it */
    public Account reader() {
        var account = user.require();
        if (!account.seesMoney()) {
            throw Refusal.forbidden("notFinance");
        }
        return account;
    }

    /** All envelopes of the region, the newest year first. */
    @Transactional(readOnly = true)
    public List<Envelope.Balance> balances() {
        return jdbc.sql("select fund, year_, region from budget where region like ? order by year_ desc, region, fund").param(reader().region().prefix() + "%")
                .query((row, n) -> balance(new Envelope(row.getString(1), row.getInt(2), row.getString(3)))).list();
    }

    /** @throws Refusal NOT_FOUND for an envelope that does not exist or lies outside the reader's region */
    @Transactional(readOnly = true)
    public Envelope.Balance balance(String fund, int year, String region) {
        return balances().stream().filter(b -> b.envelope().equals(new Envelope(fund, year, region))).findFirst().orElseThrow(Refusal::notFound);
    }

    /** The approvals behind a figure in the order of approval. @param after id to continue behind; 0 for the first page */
    @Transactional(readOnly = true)
    public List<Reservation> behind(Envelope envelope, State figure, long after, int count) {
        balance(envelope.fund(), envelope.year(), envelope.region());
        return figure == State.WAITING
                ? reservations.findByFundAndRegionAndStateAndIdGreaterThanOrderById(envelope.fund(), envelope.region(), figure, after, Limit.of(count))
                : reservations.findByFundAndRegionAndYearAndStateAndIdGreaterThanOrderById(envelope.fund(), envelope.region(), envelope.year(), figure, after, Limit.of(count));
    }

    /** The promises behind what is committed of an envelope, covered or not, in their order. @param after id to continue behind; 0 for the first page */
    @Transactional(readOnly = true)
    public List<Commitments.Commitment> promised(Envelope envelope, long after, int count) {
        balance(envelope.fund(), envelope.year(), envelope.region());
        return commitments.open(envelope, after, count);
    }

    /**
     * Envelopes whose committed, reserved and spent money is not what the promises and approvals say, and accounts of the ledger that do not add up. It must be
     * empty at every committed instant.
     */
    @Transactional(readOnly = true)
    public List<String> differences() {
        var found = new java.util.ArrayList<>(ledger.differences());
        jdbc.sql("select fund, year_, region from budget").query((row, n) -> new Envelope(row.getString(1), row.getInt(2), row.getString(3))).list().forEach(envelope -> {
            if (ledger.balance(envelope.reserved()) != sum(envelope, State.RESERVED) || ledger.balance(envelope.spent()) != sum(envelope, State.SPENT)
                    || ledger.balance(envelope.committed()) != promised(envelope, "covered_fen")) {
                found.add(envelope.toString());
            }
        });
        return found;
    }

    private long sum(Envelope envelope, State state) {
        return jdbc.sql("select coalesce(sum(amount_fen), 0) from reservation where fund = ? and region = ? and year_ = ? and state = ?")
                .params(envelope.fund(), envelope.region(), envelope.year(), state.name()).query(Long.class).single();
    }

    private long promised(Envelope envelope, String part) {
        return jdbc.sql("select coalesce(sum(" + part + "), 0) from commitment where fund = ? and region = ? and year_ = ?")
                .params(envelope.fund(), envelope.region(), envelope.year()).query(Long.class).single();
    }

    private long waiting(Envelope envelope) {
        return jdbc.sql("select coalesce(sum(amount_fen), 0) from reservation where fund = ? and region = ? and state = 'WAITING'")
                .params(envelope.fund(), envelope.region()).query(Long.class).single();
    }

    private Envelope.Balance balance(Envelope envelope) {
        return new Envelope.Balance(envelope, Money.ofFen(ledger.balance(envelope.available())), Money.ofFen(ledger.balance(envelope.committed())),
                Money.ofFen(ledger.balance(envelope.reserved())), Money.ofFen(ledger.balance(envelope.spent())), Money.ofFen(waiting(envelope)),
                Money.ofFen(promised(envelope, "open_fen - covered_fen")));
    }
}
