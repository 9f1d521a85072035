package org.huibu.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowCallbackHandler;
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
     * Posts one act in the caller's transaction: all of its movements or none.
     *
     * @param reference unique per business act; the same reference with the same content is the same act and posts nothing again
     * @return false, and nothing is written, if a source is bounded and has too little for all that the act takes from it
     * @throws Refusal CONFLICT {@code ledgerReferenceReused} for the same reference with other content
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean post(String reference, String caseNumber, String actor, Posting... postings) {
        var found = lock(postings);
        var content = hash(postings);
        var before = jdbc.sql("select content from ledger_entry where reference = ?").param(reference).query(String.class).optional();
        if (before.isPresent()) {
            if (!before.get().equals(content)) {
                throw Refusal.conflict("ledgerReferenceReused", reference);
            }
            return true;
        }
        if (!enough(found, postings)) {
            return false;
        }
        var entry = Ids.next();
        jdbc.sql("insert into ledger_entry (id, reference, case_number, content, actor, at_) values (?, ?, ?, ?, ?, ?)")
                .params(entry, reference, caseNumber, content, actor, LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).update();
        for (var posting : postings) {
            move(entry, posting);
        }
        return true;
    }

    /** Moves back what an act moved; once per act. @throws Refusal CONFLICT {@code ledgerNothingToReverse} if there is no such act */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean reverse(String reference, String actor) {
        var entry = entries("reference = ?", reference).stream().findFirst()
                .orElseThrow(() -> Refusal.conflict("ledgerNothingToReverse", reference));
        var back = entry.lines().stream().map(line -> new Posting(account(line.destination()), account(line.source()), line.amount())).toArray(Posting[]::new);
        return post("reversal/" + reference, entry.caseNumber(), actor, back);
    }

    /** Balance in fen; an account that was never used has none. Only unbounded accounts can be below zero. */
    @Transactional(readOnly = true)
    public long balance(AccountCode account) {
        return jdbc.sql("select balance_fen from ledger_account where code = ?").param(account.code()).query(Long.class).optional().orElse(0L);
    }

    /** Balance in fen as it was after all acts up to an instant. */
    @Transactional(readOnly = true)
    public long balance(AccountCode account, Instant asOf) {
        return jdbc.sql("""
                select coalesce(sum(case when p.destination = :code then p.amount_fen else -p.amount_fen end), 0) from ledger_posting p
                join ledger_entry e on e.id = p.entry_id where (p.source = :code or p.destination = :code) and e.at_ <= :at""")
                .param("code", account.code()).param("at", LocalDateTime.ofInstant(asOf, ZoneOffset.UTC)).query(Long.class).single();
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

    /** What all movements of the act take from a bounded account has to be there before it: nothing is lent within an act. */
    private static boolean enough(Map<String, Long> found, Posting... postings) {
        return Stream.of(postings).map(Posting::source).filter(AccountCode::bounded).distinct().allMatch(source ->
                Stream.of(postings).filter(one -> one.source().equals(source)).mapToLong(one -> one.amount().fen()).sum() <= found.get(source.code()));
    }

    private void move(long entry, Posting posting) {
        var guard = posting.source().bounded() ? " and balance_fen >= ?" : " and ? > 0";
        var taken = jdbc.sql("update ledger_account set balance_fen = balance_fen - ? where code = ?" + guard)
                .params(posting.amount().fen(), posting.source().code(), posting.amount().fen()).update();
        if (taken != 1) {
            throw new IllegalStateException("a locked account fell below what was read of it: " + posting.source().code());
        }
        jdbc.sql("update ledger_account set balance_fen = balance_fen + ? where code = ?").params(posting.amount().fen(), posting.destination().code()).update();
        jdbc.sql("insert into ledger_posting (id, entry_id, source, destination, amount_fen) values (?, ?, ?, ?, ?)")
                .params(Ids.next(), entry, posting.source().code(), posting.destination().code(), posting.amount().fen()).update();
    }

    /** All rows in the order of their codes, so that two acts that cross never wait for each other; then nobody posts between our look and our write. @return the balances */
    private Map<String, Long> lock(Posting... postings) {
        var accounts = Stream.of(postings).flatMap(one -> Stream.of(one.source(), one.destination())).collect(Collectors.toMap(AccountCode::code, one -> one, (one, same) -> one, TreeMap::new));
        var found = locked(accounts.keySet());
        if (found.size() < accounts.size()) {
            accounts.values().forEach(this::open);
            found = locked(accounts.keySet());
        }
        return found;
    }

    private Map<String, Long> locked(Collection<String> codes) {
        var found = new TreeMap<String, Long>();
        jdbc.sql("select code, balance_fen from ledger_account where code in (:codes) order by code for update").param("codes", codes)
                .query((RowCallbackHandler) row -> found.put(row.getString(1), row.getLong(2)));
        return found;
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
