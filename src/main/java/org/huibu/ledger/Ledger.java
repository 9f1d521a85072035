package org.huibu.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The double-entry ledger. One business reference is posted once for ever; a bounded account never falls below zero, whoever posts at
 * the same time, because its balance is moved by a conditional update.
 */
@Service
public class Ledger {

    private final JdbcClient jdbc;
    private final Clock clock;

    Ledger(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Posts one act made of one movement, in the caller's transaction.
     *
     * @param reference unique per business act; the same reference with the same content is the same act and posts nothing again
     * @return false, and nothing is written, if the source is bounded and has too little
     * @throws Refusal CONFLICT {@code ledgerReferenceReused} for the same reference with other content
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean post(String reference, String caseNumber, String actor, Posting posting) {
        lock(posting);
        var content = hash(posting);
        var before = jdbc.sql("select content from ledger_entry where reference = ?").param(reference).query(String.class).optional();
        if (before.isPresent()) {
            if (!before.get().equals(content)) {
                throw Refusal.conflict("ledgerReferenceReused", reference);
            }
            return true;
        }
        if (!take(posting.source(), posting.amount())) {
            return false;
        }
        jdbc.sql("update ledger_account set balance_fen = balance_fen + ? where code = ?")
                .params(posting.amount().fen(), posting.destination().code()).update();
        var entry = Ids.next();
        jdbc.sql("insert into ledger_entry (id, reference, case_number, content, actor, at_) values (?, ?, ?, ?, ?, ?)")
                .params(entry, reference, caseNumber, content, actor, LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).update();
        jdbc.sql("insert into ledger_posting (id, entry_id, source, destination, amount_fen) values (?, ?, ?, ?, ?)")
                .params(Ids.next(), entry, posting.source().code(), posting.destination().code(), posting.amount().fen()).update();
        return true;
    }

    /** Moves back what an act moved; once per act. @throws Refusal CONFLICT {@code ledgerNothingToReverse} if there is no such act */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean reverse(String reference, String actor) {
        var entry = entries("reference = ?", reference).stream().findFirst()
                .orElseThrow(() -> Refusal.conflict("ledgerNothingToReverse", reference));
        var line = entry.lines().get(0);
        var posting = new Posting(account(line.source()), account(line.destination()), line.amount());
        return post(reference + "/reversal", entry.caseNumber(), actor, posting.reversed());
    }

    /** Balance in fen; an account that was never used has none. Only unbounded accounts can be below zero. */
    @Transactional(readOnly = true)
    public long balance(AccountCode account) {
        return jdbc.sql("select balance_fen from ledger_account where code = ?").param(account.code()).query(Long.class).optional().orElse(0L);
    }

    /** All acts of a case, oldest first. */
    @Transactional(readOnly = true)
    public List<LedgerEntry> ofCase(String caseNumber) {
        return entries("case_number = ?", caseNumber);
    }

    /**
     * The differences that must not exist: accounts whose balance is not the sum of their postings, bounded ones below zero, and entries
     * without a posting. Cheap enough to be asked every few seconds while faults are played.
     *
     * @return account codes and references; empty when the books are right
     */
    @Transactional(readOnly = true)
    public List<String> differences() {
        return jdbc.sql("""
                select a.code from ledger_account a
                where a.balance_fen <> (select coalesce(sum(p.amount_fen), 0) from ledger_posting p where p.destination = a.code)
                                     - (select coalesce(sum(p.amount_fen), 0) from ledger_posting p where p.source = a.code)
                   or a.bounded = true and a.balance_fen < 0
                union all
                select e.reference from ledger_entry e where not exists (select 1 from ledger_posting p where p.entry_id = e.id)
                """).query(String.class).list();
    }

    private boolean take(AccountCode source, Money amount) {
        var guard = source.bounded() ? " and balance_fen >= ?" : " and ? > 0";
        return jdbc.sql("update ledger_account set balance_fen = balance_fen - ? where code = ?" + guard)
                .params(amount.fen(), source.code(), amount.fen()).update() == 1;
    }

    /** Both rows in the order of their codes, so that two acts that cross never wait for each other; then nobody posts between our look and our write. */
    private void lock(Posting posting) {
        if (locked(posting) < 2) {
            open(posting.source());
            open(posting.destination());
            locked(posting);
        }
    }

    private int locked(Posting posting) {
        return jdbc.sql("select code from ledger_account where code in (?, ?) order by code for update")
                .params(posting.source().code(), posting.destination().code()).query(String.class).list().size();
    }

    private void open(AccountCode account) {
        if (jdbc.sql("select count(*) from ledger_account where code = ?").param(account.code()).query(Long.class).single() == 0) {
            try {
                jdbc.sql("insert into ledger_account (code, bounded, balance_fen) values (?, ?, 0)")
                        .params(account.code(), account.bounded()).update();
            } catch (DuplicateKeyException openedMeanwhile) {
                // Another transaction opened it between the look and the insert; the row is there, which is all we want.
            }
        }
    }

    private AccountCode account(String code) {
        return new AccountCode(code, jdbc.sql("select bounded from ledger_account where code = ?").param(code).query(Boolean.class).single());
    }

    private List<LedgerEntry> entries(String condition, String value) {
        return jdbc.sql("select id, reference, case_number, actor, at_ from ledger_entry where " + condition + " order by id").param(value)
                .query((row, number) -> new LedgerEntry(row.getLong(1), row.getString(2), row.getString(3), row.getString(4),
                        row.getObject(5, LocalDateTime.class).toInstant(ZoneOffset.UTC), lines(row.getLong(1)))).list();
    }

    private List<LedgerEntry.Line> lines(long entry) {
        return jdbc.sql("select source, destination, amount_fen from ledger_posting where entry_id = ? order by id").param(entry)
                .query((row, number) -> new LedgerEntry.Line(row.getString(1), row.getString(2), Money.ofFen(row.getLong(3)))).list();
    }

    private static String hash(Posting... postings) {
        var text = List.of(postings).stream().map(p -> p.source().code() + ">" + p.destination().code() + ":" + p.amount().fen())
                .collect(Collectors.joining("|"));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
