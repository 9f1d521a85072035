package org.huibu.guarantee.fund;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huibu.casefile.judging.CaseRules;
import org.huibu.casefile.CaseWork;
import org.huibu.identity.CurrentUser;
import org.huibu.ledger.AccountCode;
import org.huibu.ledger.Ledger;
import org.huibu.ledger.Posting;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.huibu.shared.identifier.Region;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The guarantee fund of a city and what it stands for. A loan holds capacity from the order to the bank on (DT-LOAN-6); who finds too
 * little waits in the order in which it came, and one that waits only because its bank is stopped holds up nobody.
 */
@Service
public class GuaranteeFunds {

    public static final String RESERVED = "RESERVED";
    static final String GUARANTEED = "GUARANTEED";
    private static final String CAPACITY = "CAPACITY";
    private static final String RULE = "CAPACITY";
    private final Ledger ledger;
    private final CaseRules rules;
    private final CaseWork work;
    private final CurrentUser user;
    private final JdbcClient jdbc;

    GuaranteeFunds(Ledger ledger, CaseRules rules, CaseWork work, CurrentUser user, JdbcClient jdbc) {
        this.ledger = ledger;
        this.rules = rules;
        this.work = work;
        this.user = user;
        this.jdbc = jdbc;
    }

    /** Capacity that a case holds or waits for. @param reason why it waits: CAPACITY, BANK_STOPPED or UNKNOWN */
    record Hold(long id, String caseNumber, String region, String bank, Money amount, String state, String reason) { }

    /** Money put into the fund of a city. @param reference of what was confirmed, once for ever */
    @Transactional(propagation = Propagation.MANDATORY)
    void contribute(Region city, Money amount, String reference) {
        lock(city.code());
        ledger.post("guarantee/" + reference, null, user.actor(), new Posting(AccountCode.unbounded("treasury/guarantee"), fund(city.code()), amount));
    }

    @Transactional(readOnly = true)
    public Money balance(Region city) {
        return Money.ofFen(ledger.balance(fund(city.code())));
    }

    /** Principal guaranteed or promised. */
    @Transactional(readOnly = true)
    public Money outstanding(Region city) {
        return held(city, RESERVED).plus(held(city, GUARANTEED));
    }

    /** Principal of loans in one state, RESERVED or GUARANTEED. */
    Money held(Region city, String state) {
        return Money.ofFen(jdbc.sql("select coalesce(sum(amount_fen), 0) from guarantee_hold where region = ? and state = ?").params(city.code(), state).query(Long.class).single());
    }

    /** What a bank has been compensated for, of the guaranteed loans that have matured. @param matured more than zero */
    @Transactional(propagation = Propagation.MANDATORY)
    void standing(Region city, String bank, Money matured, Money compensated) {
        if (jdbc.sql("update bank_standing set matured_fen = ?, compensated_fen = ? where region = ? and bank = ?")
                .params(matured.fen(), compensated.fen(), city.code(), bank).update() == 0) {
            jdbc.sql("insert into bank_standing (region, bank, matured_fen, compensated_fen) values (?, ?, ?, ?)").params(city.code(), bank, matured.fen(), compensated.fen()).update();
        }
    }

    /** @return RESERVED, or the reason of the rule why the case waits */
    @Transactional(propagation = Propagation.MANDATORY)
    public String reserve(String caseNumber, String bank, Money amount) {
        var city = new Region(work.find(caseNumber).region()).city().code();
        lock(city);
        var hold = holds("case_number = ? and state = 'WAITING'", caseNumber).stream().findFirst().orElseGet(() -> wait(caseNumber, city, bank, amount));
        var overtaken = holds("region = ? and state = 'WAITING' and reason = '" + CAPACITY + "'", city).stream().anyMatch(other -> other.id() < hold.id());
        var result = overtaken ? CAPACITY : rules.apply(caseNumber, RULE, figures(hold)).text();
        var reserved = "PASS".equals(result);
        jdbc.sql("update guarantee_hold set state = ?, reason = ? where id = ?").params(reserved ? RESERVED : "WAITING", reserved ? "" : String.valueOf(result), hold.id()).update();
        return reserved ? RESERVED : String.valueOf(result);
    }

    /** The contract is signed: what was promised is now guaranteed, for the amount of the contract. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void guaranteed(String caseNumber, Money amount) {
        jdbc.sql("update guarantee_hold set state = 'GUARANTEED', amount_fen = ? where case_number = ? and state = 'RESERVED'").params(amount.fen(), caseNumber).update();
    }

    /** Gives up what a case holds or waits for; what is guaranteed stays. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(String caseNumber) {
        jdbc.sql("update guarantee_hold set state = 'RELEASED' where case_number = ? and state in ('WAITING', 'RESERVED')").param(caseNumber).update();
    }

    /** The contract was never carried out: what was guaranteed for it is free again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void discharge(String caseNumber) {
        jdbc.sql("update guarantee_hold set state = 'RELEASED' where case_number = ? and state = 'GUARANTEED'").param(caseNumber).update();
    }

    /** All that wait for the fund of a city, in the order in which they came. */
    List<Hold> waitingIn(Region city) {
        return holds("region = ? and state = 'WAITING' order by id", city.code());
    }

    /** Those whose turn may have come: of each city the first that waits for capacity, and all that wait for another reason. */
    @Transactional(readOnly = true)
    List<Hold> waiting() {
        var seen = new java.util.HashSet<String>();
        return holds("state = ? order by id", "WAITING").stream().filter(hold -> !CAPACITY.equals(hold.reason()) || seen.add(hold.region())).toList();
    }

    @Transactional(readOnly = true)
    boolean covers(Hold hold) {
        return "PASS".equals(rules.look(hold.caseNumber(), RULE, figures(hold)).text());
    }

    private Map<String, Object> figures(Hold hold) {
        return Map.of("fundBalance", Money.ofFen(ledger.balance(fund(hold.region()))).yuan(), "outstanding", outstanding(new Region(hold.region())).yuan(),
                "bankRate", rate(hold.region(), hold.bank()));
    }

    /** Zero for a bank of whose guaranteed loans none has matured. */
    BigDecimal rate(String city, String bank) {
        return jdbc.sql("select compensated_fen, matured_fen from bank_standing where region = ? and bank = ? and matured_fen > 0").params(city, bank)
                .query((row, n) -> BigDecimal.valueOf(row.getLong(1)).divide(BigDecimal.valueOf(row.getLong(2)), 6, java.math.RoundingMode.HALF_UP)).optional().orElse(BigDecimal.ZERO);
    }

    private Hold wait(String caseNumber, String city, String bank, Money amount) {
        var id = Ids.next();
        jdbc.sql("insert into guarantee_hold (id, case_number, region, bank, amount_fen, state, reason) values (?, ?, ?, ?, ?, 'WAITING', '')")
                .params(id, caseNumber, city, bank, amount.fen()).update();
        return new Hold(id, caseNumber, city, bank, amount, "WAITING", "");
    }

    private List<Hold> holds(String condition, String value) {
        return jdbc.sql("select id, case_number, region, bank, amount_fen, state, reason from guarantee_hold where " + condition).param(value)
                .query((row, n) -> new Hold(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), Money.ofFen(row.getLong(5)), row.getString(6), row.getString(7))).list();
    }

    /** Whoever reserves of one fund does so one after the other. */
    private void lock(String city) {
        if (locked(city).isEmpty()) {
            try {
                jdbc.sql("insert into guarantee_fund (region) values (?)").param(city).update();
            } catch (DuplicateKeyException openedMeanwhile) {
                locked(city);
            }
        }
    }

    private Optional<String> locked(String city) {
        return jdbc.sql("select region from guarantee_fund where region = ? for update").param(city).query(String.class).optional();
    }

    private static AccountCode fund(String city) {
        return AccountCode.bounded("guarantee/" + city + "/fund");
    }
}
