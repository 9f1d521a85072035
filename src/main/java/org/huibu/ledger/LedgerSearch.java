package org.huibu.ledger;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huibu.shared.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds acts in the ledger. No authorisation: callers say which regions their reader may see. */
@Service
public class LedgerSearch {

    private static final int DIGITS = 6;
    private final JdbcClient jdbc;

    LedgerSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is looked for; null where anything will do.
     *
     * @param reference how the business reference begins
     * @param account part of the name of an account that one of the act's postings touches
     * @param from with; @param until without
     * @param least of one posting, with; @param most of one posting, with
     */
    public record Wanted(String reference, String caseNumber, String account, Instant from, Instant until, Money least, Money most) {

        /** Acts of a kind within a time. */
        public static Wanted within(String reference, Instant from, Instant until) {
            return new Wanted(reference, null, null, from, until, null, null);
        }

        public static Wanted ofCase(String caseNumber) {
            return new Wanted(null, caseNumber, null, null, null, null, null);
        }
    }

    /** How many acts and what their postings add up to. */
    public record Total(long entries, Money amount) { }

    /**
     * Newest first.
     *
     * @param region the first digits of the regions whose accounts or cases an act must touch; empty for all
     * @param before id to continue from; {@code Long.MAX_VALUE} for the newest
     */
    @Transactional(readOnly = true)
    public List<LedgerEntry> find(Wanted wanted, String region, long before, int count) {
        var conditions = new Conditions(wanted, region);
        return read("select e.id, e.reference, e.case_number, e.actor, e.at_ from ledger_entry e where e.id < :before and " + conditions.text()
                + " order by e.id desc limit :count", with(conditions.values(), Map.of("before", before, "count", count)));
    }

    /** Oldest first, in whole. @param references at most 500 */
    @Transactional(readOnly = true)
    public List<LedgerEntry> of(Collection<String> references) {
        return references.isEmpty() ? List.of() : read("select e.id, e.reference, e.case_number, e.actor, e.at_ from ledger_entry e where e.reference in (:references) order by e.id",
                Map.of("references", references));
    }

    @Transactional(readOnly = true)
    public Total total(Wanted wanted, String region) {
        var conditions = new Conditions(wanted, region);
        return jdbc.sql("select count(distinct e.id), coalesce(sum(s.amount_fen), 0) from ledger_entry e join ledger_posting s on s.entry_id = e.id where " + conditions.text())
                .params(conditions.values()).query((row, n) -> new Total(row.getLong(1), Money.ofFen(row.getLong(2)))).single();
    }

    /** The account of exactly this name, if it lies in the region. @param code may be null @param region as in {@link #find} */
    Optional<AccountCode> account(String code, String region) {
        return code == null ? Optional.empty() : jdbc.sql("select code, bounded from ledger_account where code = :code and (code like :inside or code like :last)")
                .param("code", code).param("inside", region.isEmpty() ? "%" : "%/" + wide(region) + "/%").param("last", "%/" + wide(region))
                .query((row, n) -> new AccountCode(row.getString(1), row.getBoolean(2))).optional();
    }

    /** Pattern of the regions that begin so. */
    private static String wide(String region) {
        return region + "_".repeat(DIGITS - region.length());
    }

    private List<LedgerEntry> read(String sql, Map<String, Object> values) {
        var found = jdbc.sql(sql).params(values).query((row, n) -> new LedgerEntry(row.getLong(1), row.getString(2), row.getString(3), row.getString(4),
                row.getObject(5, LocalDateTime.class).toInstant(ZoneOffset.UTC), List.of())).list();
        if (found.isEmpty()) {
            return found;
        }
        var lines = jdbc.sql("select entry_id, source, destination, amount_fen from ledger_posting where entry_id in (:ids) order by id")
                .param("ids", found.stream().map(LedgerEntry::id).toList())
                .query((row, n) -> Map.entry(row.getLong(1), new LedgerEntry.Line(row.getString(2), row.getString(3), Money.ofFen(row.getLong(4))))).list().stream()
                .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return found.stream().map(e -> new LedgerEntry(e.id(), e.reference(), e.caseNumber(), e.actor(), e.at(), lines.getOrDefault(e.id(), List.of()))).toList();
    }

    private static Map<String, Object> with(Map<String, Object> one, Map<String, Object> other) {
        var all = new LinkedHashMap<>(one);
        all.putAll(other);
        return all;
    }

    /** The conditions as text with named values; only the text is ours, every value is bound. */
    private static final class Conditions {
        private final StringBuilder text = new StringBuilder("1 = 1");
        private final Map<String, Object> values = new LinkedHashMap<>();

        Conditions(Wanted wanted, String region) {
            add(" and e.reference like :reference escape '!'", "reference", wanted.reference() == null ? null : escaped(wanted.reference()) + "%");
            add(" and e.case_number = :case", "case", wanted.caseNumber());
            add(" and e.at_ >= :from", "from", utc(wanted.from()));
            add(" and e.at_ < :until", "until", utc(wanted.until()));
            var posting = new StringBuilder();
            put(posting, " and (p.source like :account escape '!' or p.destination like :account escape '!')", "account",
                    wanted.account() == null ? null : "%" + escaped(wanted.account()) + "%");
            put(posting, " and p.amount_fen >= :least", "least", wanted.least() == null ? null : wanted.least().fen());
            put(posting, " and p.amount_fen <= :most", "most", wanted.most() == null ? null : wanted.most().fen());
            if (!posting.isEmpty()) {
                text.append(" and exists (select 1 from ledger_posting p where p.entry_id = e.id").append(posting).append(')');
            }
            if (!region.isEmpty()) {
                within(wide(region));
            }
        }

        /** A region is a part of its own, six digits long, in the names of the accounts that belong to it, and in the number of a case of its offices. */
        private void within(String region) {
            text.append(" and (e.case_number like :ofCase or exists (select 1 from ledger_posting r where r.entry_id = e.id and (r.source like :inside or r.destination like :inside "
                    + "or r.source like :last or r.destination like :last)))");
            values.put("ofCase", "%-" + region + "-____-%");
            values.put("inside", "%/" + region + "/%");
            values.put("last", "%/" + region);
        }

        private void add(String condition, String name, Object value) {
            put(text, condition, name, value);
        }

        private void put(StringBuilder to, String condition, String name, Object value) {
            if (value != null) {
                to.append(condition);
                values.put(name, value);
            }
        }

        String text() {
            return text.toString();
        }

        Map<String, Object> values() {
            return values;
        }

        private static LocalDateTime utc(Instant instant) {
            return instant == null ? null : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        }

        private static String escaped(String text) {
            return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        }
    }
}
