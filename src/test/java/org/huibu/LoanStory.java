package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.QINGHE;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huibu.casefile.CaseWork;
import org.huibu.consent.Confirmation;
import org.huibu.guarantee.bank.BankOrder;
import org.huibu.guarantee.bank.BankOrders;
import org.huibu.guarantee.fund.FundChange;
import org.huibu.guarantee.fund.FundOffice;
import org.huibu.guarantee.fund.FundTyped;
import org.huibu.guarantee.spi.Bank;
import org.huibu.guarantee.spi.BankAnswers;
import org.huibu.review.Reviewing;
import org.huibu.sandbox.Knobs;
import org.huibu.sandbox.sms.SandboxPhones;
import org.huibu.shared.Ids;
import org.huibu.shared.Mask;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The steps of the guarantee loan as people and banks take them. */
@TestComponent
public class LoanStory {

    private static boolean funded;
    private final AwardStory story;
    private final CaseWork work;
    private final FundOffice office;
    private final Knobs knobs;
    private final BankOrders orders;
    private final SandboxPhones phones;
    private final Confirmation confirmation;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LoanStory(AwardStory story, CaseWork work, FundOffice office, Knobs knobs, BankOrders orders, SandboxPhones phones, Confirmation confirmation, JdbcTemplate jdbc, TransactionTemplate transaction,
            Clock clock) {
        this.story = story;
        this.work = work;
        this.office = office;
        this.knobs = knobs;
        this.orders = orders;
        this.phones = phones;
        this.confirmation = confirmation;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Nobody has borrowed, and the fund of the city holds two million yuan. */
    public void begin() {
        story.morning();
        // The tests speak for the banks unless they say otherwise.
        knobs.set(Knobs.LENDER, "quiet");
        transaction.executeWithoutResult(status -> List.of("guarantee_hold", "loan_party", "loan", "bank_standing").forEach(table -> jdbc.update("delete from " + table)));
        if (!funded) {
            changed(new FundTyped(FundChange.Kind.CONTRIBUTION, null, "2000000", null, "test-" + Ids.next(), "首次注资"));
            funded = true;
        }
    }

    /** What the fund's operator proposes and a budget officer confirms. */
    public void changed(FundTyped typed) {
        as("operator.yunxi");
        var id = office.propose(QINGHE.city().code(), typed);
        as("budget.yunxi");
        office.confirm(id);
    }

    /** @param compensated yuan, of a million that has matured */
    public void standing(String bank, String compensated) {
        changed(new FundTyped(FundChange.Kind.STANDING, bank, "1000000", compensated, "test-" + Ids.next(), "季度对账"));
    }

    /** Who borrows, each by a model of its own. */
    public enum Borrower {
        FOUNDER("founder.bailu", "loan-person") {
            @Override
            public Map<String, String> form() {
                return person();
            }

            @Override
            public List<Map<String, String>> lines() {
                return List.of();
            }
        },
        FIRM("firm.changfeng", "loan-enterprise") {
            @Override
            public Map<String, String> form() {
                return enterprise();
            }

            @Override
            public List<Map<String, String>> lines() {
                return hires();
            }
        };

        public final String account;
        public final String scheme;

        Borrower(String account, String scheme) {
            this.account = account;
            this.scheme = scheme;
        }

        /** A form that qualifies. */
        public abstract Map<String, String> form();

        public abstract List<Map<String, String>> lines();
    }

    /** Bailu's firm is a year old, and she is a graduate. */
    public static Map<String, String> person() {
        var form = new LinkedHashMap<>(Map.of("borrower.kind", "INDIVIDUAL", "borrower.name", "白露", "borrower.idNo", "990101199102111089", "borrower.mobile", "13900000088",
                "entity.name", "云溪星野科技有限公司", "entity.uscc", "91990101MA0000101L", "entity.type", "ENTERPRISE", "entity.jobs", "2"));
        form.putAll(Map.of("loan.amount", "100000", "loan.months", "24", "loan.purpose", "购置设备", "loan.bank", "YXB", "project.description", "智能园艺设备的研发与销售",
                "guarantee.type", "CREDIT"));
        return form;
    }

    public static Map<String, String> enterprise() {
        return new LinkedHashMap<>(Map.ofEntries(Map.entry("entity.name", "云溪长风制造有限公司"), Map.entry("entity.uscc", "91990101MA0000130L"),
                Map.entry("entity.legalRepresentative", "凌风"), Map.entry("entity.legalIdNo", "990101198503032010"), Map.entry("entity.contact", "凌风"),
                Map.entry("entity.mobile", "13900000099"), Map.entry("entity.staff", "20"), Map.entry("loan.amount", "3000000"), Map.entry("loan.months", "24"),
                Map.entry("loan.purpose", "扩大生产"), Map.entry("loan.bank", "YXB"), Map.entry("guarantee.type", "COLLATERAL"), Map.entry("guarantee.value", "5000000")));
    }

    /** Three of twenty. */
    public static List<Map<String, String>> hires() {
        return List.of(hire("于晴", "990101199605053028", "2026-03-01", "2028-02-28"), hire("商陆", "990101199706063030", "2026-04-01", "2027-03-31"),
                hire("陶然", "990101199807073043", "2026-05-01", "2028-04-30"));
    }

    public static Map<String, String> partner(String name, String idNo) {
        return Map.of("name", name, "idNo", idNo, "share", "30", "mobile", mobile(idNo));
    }

    public static Map<String, String> married(Map<String, String> partner, String spouse, String idNo) {
        var line = new LinkedHashMap<>(partner);
        line.putAll(Map.of("spouseName", spouse, "spouseIdNo", idNo, "spouseMobile", mobile(idNo)));
        return line;
    }

    public static String mobile(String idNo) {
        return "1390000" + idNo.substring(14).replace('X', '0');
    }

    /** The path of the newest link on somebody's phone for the newest case that asks for consent: messages of earlier tests may come late. */
    public String link(String idNo) {
        eventually(() -> newest(idNo).isPresent());
        return newest(idNo).orElseThrow();
    }

    private Optional<String> newest(String idNo) {
        var asked = jdbc.queryForList("select token_hash from consent where case_number = (select case_number from consent order by id desc limit 1)", String.class);
        return phones.received().stream().filter(one -> one.mobile().equals(Mask.mobile(mobile(idNo)))).map(SandboxPhones.Received::link)
                .filter(link -> link != null && asked.contains(hash(link.substring("/confirm/".length())))).findFirst();
    }

    /** As the house keeps a link's token. */
    private static String hash(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public void answer(String name, String idNo, boolean given) {
        AwardStory.nobody();
        confirmation.answer(link(idNo).substring("/confirm/".length()), new Confirmation.Answer(name, idNo.substring(12), given, "不愿意"), "test");
    }

    public static Map<String, String> hire(String name, String idNo, String from, String until) {
        return Map.of("name", name, "idNo", idNo, "contractStart", from, "contractEnd", until);
    }

    public String draft(String owner, String scheme, Map<String, String> form, List<Map<String, String>> lines) {
        as(owner);
        var number = story.hands().open(scheme, QINGHE);
        story.hands().save(number, form, lines);
        story.attachAll(number);
        return number;
    }

    /** Submitted, accepted, and compared with what departments know. */
    public String reviewed(String owner, String scheme, Map<String, String> form, List<Map<String, String>> lines) {
        var number = draft(owner, scheme, form, lines);
        as(owner);
        story.hands().submit(number);
        story.decide("acceptor.qinghe", number, "ACCEPTED");
        lines.stream().filter(line -> line.containsKey("mobile") && !line.get("idNo").equals(form.get("borrower.idNo"))).forEach(line -> answer(line.get("name"), line.get("idNo"), true));
        lines.stream().filter(line -> line.containsKey("spouseIdNo")).forEach(line -> answer(line.get("spouseName"), line.get("spouseIdNo"), true));
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        return number;
    }

    public void qualify(String number) {
        // Nobody is recommended unless a test says so.
        fill("reviewer.qinghe", number, "PROPOSE", Map.of());
        story.decide("approver.qinghe", number, "APPROVE");
    }

    /** @return number of Bailu's loan, qualified */
    public String qualified() {
        return qualified(Borrower.FOUNDER, person());
    }

    public String qualified(Borrower borrower, Map<String, String> form) {
        var number = reviewed(borrower.account, borrower.scheme, form, borrower.lines());
        qualify(number);
        assertThat(work.find(number).state()).isEqualTo("DUE_DILIGENCE");
        return number;
    }

    public void investigate(String number) {
        fill("operator.yunxi", number, "SUPPORT", Map.of("qualificationRead", "true", "projectVisited", "true", "risk", "经营稳定", "visitedOn", today()));
        investigate(number, "bank.yunxi");
    }

    public void investigate(String number, String officer) {
        fill(officer, number, "SUPPORT", Map.of("identityChecked", "true", "projectVisited", "true", "creditRead", "true", "useAdmissible", "true", "repayment", "销售收入", "visitedOn", today(), "secondOfficer", "同事"));
    }

    public void fill(String officer, String number, String outcome, Map<String, String> form) {
        var task = story.task(number, officer);
        story.hands().decide(task.taskId(), new Reviewing.Decision(outcome, "同意", List.of(), Map.of(), form));
    }

    public BankOrder order(String number) {
        return orders.ofCase(number).stream().reduce((earlier, later) -> later).orElseThrow();
    }

    public BankAnswers.Verdict says(String bank, String number, Bank.State state, long yuan, int months) {
        return says(bank, "event-" + Ids.next(), order(number).key(), state, yuan, months);
    }

    public BankAnswers.Verdict says(String bank, String event, String key, Bank.State state, long yuan, int months) {
        AwardStory.nobody();
        return orders.told(new BankAnswers.Told(bank, event, key, state, yuan * 100, months, state == Bank.State.REFUSED ? "流动性不足" : null));
    }

    public Map<String, String> contract(String amount, String months) {
        return new LinkedHashMap<>(Map.of("contractNo", "JK-1", "guaranteeNo", "DB-1", "signedOn", today(), "amount", amount, "months", months, "contractRate", "0.0395", "lpr", "0.0345"));
    }

    public String today() {
        return WorkingCalendar.dayOf(clock.instant()).toString();
    }
}
