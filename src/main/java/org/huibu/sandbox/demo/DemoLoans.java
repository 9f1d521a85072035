package org.huibu.sandbox.demo;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.huibu.guarantee.fund.FundChange;
import org.huibu.guarantee.fund.FundOffice;
import org.huibu.guarantee.fund.FundTyped;
import org.huibu.identity.Accounts;
import org.huibu.party.Protection;
import org.huibu.process.clock.MovableClock;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The guarantee loans of the demonstration: to a person, to partners and to an enterprise, with the money that lets them be finished by hand. */
@Component
@Profile("sandbox")
class DemoLoans {

    private static final String FIRM = "firm.changfeng";
    private static final String FIRM_CODE = "91990101MA0000130L";
    private static final Map<String, String> DILIGENT = Map.of("identityChecked", "true", "projectVisited", "true", "creditRead", "true", "useAdmissible", "true", "repayment", "销售收入",
            "secondOfficer", "信贷员 禾");
    private final DemoStory story;
    private final DemoPhones phones;
    private final DemoBudgets budgets;
    private final FundOffice guarantees;
    private final Accounts accounts;
    private final Protection protection;
    private final MovableClock clock;

    DemoLoans(DemoStory story, DemoPhones phones, DemoBudgets budgets, FundOffice guarantees, Accounts accounts, Protection protection, MovableClock clock) {
        this.story = story;
        this.phones = phones;
        this.budgets = budgets;
        this.guarantees = guarantees;
        this.accounts = accounts;
        this.protection = protection;
        this.clock = clock;
    }

    /** What guarantees and interest are paid from. */
    void prepare(Region region) {
        accounts.interests(FIRM, protection.index("ENTERPRISE", FIRM_CODE), null);
        var year = today().getYear();
        var proposed = story.as("operator.yunxi", () -> guarantees.propose(region.city().code(), new FundTyped(FundChange.Kind.CONTRIBUTION, null, "2000000", null, "云财企〔2026〕1号", "担保基金首次注资")));
        story.as("budget.yunxi", () -> {
            guarantees.confirm(proposed);
            return null;
        });
        IntStream.rangeClosed(year, year + 2).forEach(one -> budgets.give("INCLUSIVE_FINANCE", "2130804", one, region, 100_000));
    }

    /** A loan from the application to the money, by a bank that agrees. */
    void lend(Region region) {
        var form = person("何晴", "990101199607161436", "13900000077", "云溪拾光科技有限公司", "91990101MA00001064", "儿童绘本的策划与发行");
        form.put("loan.bank", "QHB");
        var number = story.submitted("founder.heqing", "loan-person", region, form, List.of());
        qualify(number);
        contract(number, "bank.qinghe", "100000", "JK-0001", "DB-0001");
        story.record("bank.qinghe", number, "DISBURSED", Map.of("disbursedOn", today().toString(), "amount", "100000", "voucher", "FK-0001"));
    }

    /** A loan that its bank and the fund's operator look into. */
    void investigate(Region region) {
        qualify(story.submitted("founder.bailu", "loan-person", region,
                person("白露", "990101199102111089", "13900000088", "云溪星野科技有限公司", "91990101MA0000101L", "智能园艺设备的研发与销售"), List.of()));
    }

    /** A firm that hired three people of twenty has its contract and waits for the money. */
    void lendToAFirm(Region region) {
        var form = new LinkedHashMap<>(Map.of("entity.name", "云溪长风制造有限公司", "entity.uscc", FIRM_CODE, "entity.legalRepresentative", "凌风", "entity.legalIdNo", "990101198503032010",
                "entity.contact", "凌风", "entity.mobile", "13900000099", "entity.staff", "20"));
        form.putAll(Map.of("loan.amount", "1000000", "loan.months", "24", "loan.purpose", "扩大生产", "loan.bank", "YXB", "guarantee.type", "COLLATERAL", "guarantee.value", "2000000"));
        var number = story.submitted(FIRM, "loan-enterprise", region, form, List.of(hire("于晴", "990101199605053028", 8), hire("商陆", "990101199706063030", 7), hire("陶然", "990101199807073043", 6)));
        qualify(number);
        contract(number, "bank.yunxi", "1000000", "JK-0002", "DB-0002");
    }

    /** Three partners, two of whom consented on their phones; the qualification is to be decided. */
    void lendToPartners(Region region) {
        var form = person("季风", "990101199708171502", "13900000066", "云溪朗诚科技有限公司", "91990101MA00001077", "无人机测绘服务");
        form.putAll(Map.of("borrower.kind", "PARTNERSHIP", "loan.amount", "600000", "guarantee.type", "COLLATERAL", "guarantee.value", "900000"));
        var number = story.submitted("founder.jifeng", "loan-person", region, form,
                List.of(partner("季风", "990101199708171502", "13900000066"), partner("康宁", "990101199809181574", "13900000065"), partner("林夏", "990101199010191640", "13900000064")));
        story.take(number, "acceptor.qinghe", "ACCEPTED");
        phones.consent("13900000065", "康宁", "990101199809181574");
        phones.consent("13900000064", "林夏", "990101199010191640");
        story.record("reviewer.qinghe", number, "PROPOSE", Map.of());
    }

    /** The guarantor has consented, the spouse has not answered the link yet. */
    void awaitConsent(Region region) {
        var form = person("程朗", "990101199203121155", "13900000055", "云溪云谷科技有限公司", "91990101MA0000102P", "山地民宿的线上预订");
        form.putAll(Map.of("borrower.spouseName", "夏至", "borrower.spouseIdNo", "990101199108112349", "borrower.spouseMobile", "13900000054"));
        form.putAll(Map.of("guarantee.type", "GUARANTOR", "guarantee.guarantorName", "温良", "guarantee.guarantorIdNo", "990101199007102272", "guarantee.guarantorMobile", "13900000053"));
        var number = story.submitted("founder.chenglang", "loan-person", region, form, List.of());
        story.take(number, "acceptor.qinghe", "ACCEPTED");
        phones.consent("13900000053", "温良", "990101199007102272");
        phones.awaitLink("13900000054");
    }

    private void qualify(String number) {
        story.take(number, "acceptor.qinghe", "ACCEPTED");
        story.record("reviewer.qinghe", number, "PROPOSE", Map.of());
        story.take(number, "approver.qinghe", "APPROVE");
    }

    /** Operator and bank support the loan, the bank grants it and signs. */
    private void contract(String number, String bank, String amount, String contractNo, String guaranteeNo) {
        var day = today().toString();
        story.record("operator.yunxi", number, "SUPPORT", Map.of("qualificationRead", "true", "projectVisited", "true", "risk", "经营稳定", "visitedOn", day));
        var diligent = new LinkedHashMap<>(DILIGENT);
        diligent.put("visitedOn", day);
        story.record(bank, number, "SUPPORT", diligent);
        story.awaitState(number, "BANK_APPROVED");
        story.record(bank, number, "SIGNED", Map.of("contractNo", contractNo, "guaranteeNo", guaranteeNo, "signedOn", day, "amount", amount, "months", "24", "contractRate", "0.0395",
                "lpr", "0.0345"));
    }

    private LocalDate today() {
        return WorkingCalendar.dayOf(clock.now());
    }

    private static Map<String, String> person(String name, String idNo, String mobile, String entity, String uscc, String project) {
        var form = new LinkedHashMap<>(Map.of("borrower.kind", "INDIVIDUAL", "borrower.name", name, "borrower.idNo", idNo, "borrower.mobile", mobile,
                "entity.name", entity, "entity.uscc", uscc, "entity.type", "ENTERPRISE", "entity.jobs", "2"));
        form.putAll(Map.of("loan.amount", "100000", "loan.months", "24", "loan.purpose", "购置设备", "loan.bank", "YXB", "project.description", project, "guarantee.type", "CREDIT"));
        return form;
    }

    private static Map<String, String> partner(String name, String idNo, String mobile) {
        return Map.of("name", name, "idNo", idNo, "share", "30", "mobile", mobile);
    }

    /** @param months before today that the contract of two years began */
    private Map<String, String> hire(String name, String idNo, int months) {
        var from = today().minusMonths(months);
        return Map.of("name", name, "idNo", idNo, "contractStart", from.toString(), "contractEnd", from.plusYears(2).minusDays(1).toString());
    }
}
