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
import org.huibu.shared.Money;
import org.huibu.shared.identifier.Region;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The loan and the class of apprentices of the demonstration, with the money that lets them be finished by hand. */
@Component
@Profile("sandbox")
class DemoOtherFlows {

    private static final String FOUNDER = "founder.bailu";
    private static final String FIRM = "firm.linggong";
    private final DemoStory story;
    private final DemoBudgets budgets;
    private final FundOffice guarantees;
    private final Accounts accounts;
    private final Protection protection;
    private final MovableClock clock;

    DemoOtherFlows(DemoStory story, DemoBudgets budgets, FundOffice guarantees, Accounts accounts, Protection protection, MovableClock clock) {
        this.story = story;
        this.budgets = budgets;
        this.guarantees = guarantees;
        this.accounts = accounts;
        this.protection = protection;
        this.clock = clock;
    }

    /** What the firm may ask for and what guarantees and interest are paid from. */
    void prepare(Region region) {
        // As a verified account of the firm itself has it, so that it may ask for the firm's list of insured.
        accounts.interests(FIRM, protection.index("ENTERPRISE", firm().get("enterprise.uscc")), null);
        accounts.interests("firm.changfeng", protection.index("ENTERPRISE", "91990101MA0000130L"), null);
        var year = WorkingCalendar.dayOf(clock.now()).getYear();
        var proposed = story.as("operator.yunxi", () -> guarantees.propose(region.city().code(), new FundTyped(FundChange.Kind.CONTRIBUTION, null, "2000000", null, "云财企〔2026〕1号", "担保基金首次注资")));
        story.as("budget.yunxi", () -> {
            guarantees.confirm(proposed);
            return null;
        });
        IntStream.rangeClosed(year, year + 2).forEach(one -> budgets.give("INCLUSIVE_FINANCE", "2130804", one, region, 100_000));
    }

    /** A loan from the application to the money, by a bank that agrees. */
    void lend(Region region) {
        var form = new LinkedHashMap<>(loan());
        form.putAll(Map.of("borrower.name", "何晴", "borrower.idNo", "990101199607161436", "borrower.mobile", "13900000077", "entity.name", "云溪拾光科技有限公司",
                "entity.uscc", "91990101MA00001064", "project.description", "儿童绘本的策划与发行", "loan.bank", "QHB"));
        var number = story.submitted("founder.heqing", "loan-person", region, form, List.of());
        story.take(number, "acceptor.qinghe", "ACCEPTED");
        story.record("reviewer.qinghe", number, "PROPOSE", Map.of());
        story.take(number, "approver.qinghe", "APPROVE");
        var day = WorkingCalendar.dayOf(clock.now()).toString();
        story.record("operator.yunxi", number, "SUPPORT", Map.of("qualificationRead", "true", "projectVisited", "true", "risk", "经营稳定", "visitedOn", day));
        story.record("bank.qinghe", number, "SUPPORT", Map.of("identityChecked", "true", "projectVisited", "true", "creditRead", "true", "useAdmissible", "true",
                "repayment", "销售收入", "visitedOn", day, "secondOfficer", "信贷员 禾"));
        story.awaitState(number, "BANK_APPROVED");
        story.record("bank.qinghe", number, "SIGNED", Map.of("contractNo", "JK-0001", "guaranteeNo", "DB-0001", "signedOn", day, "amount", "100000", "months", "24",
                "contractRate", "0.0395", "lpr", "0.0345"));
        story.record("bank.qinghe", number, "DISBURSED", Map.of("disbursedOn", day, "amount", "100000", "voucher", "FK-0001"));
    }

    /** A loan that its bank and the fund's operator look into, a plan that experts vote on, and one that its firm has to correct. */
    void tell(Region region) {
        var today = WorkingCalendar.dayOf(clock.now());
        var loan = story.submitted(FOUNDER, "loan-person", region, loan(), List.of());
        story.take(loan, "acceptor.qinghe", "ACCEPTED");
        story.record("reviewer.qinghe", loan, "PROPOSE", Map.of());
        story.take(loan, "approver.qinghe", "APPROVE");
        var plan = story.submitted(FIRM, "apprenticeship", region, plan(today.plusMonths(1).withDayOfMonth(1)), apprentices());
        story.take(plan, "acceptor.qinghe", "ACCEPTED", "reviewer.qinghe", "PROPOSE", "rechecker.qinghe", "AGREE");
        var second = plan(today.plusMonths(2).withDayOfMonth(1));
        second.put("class.name", "数控车工二班");
        story.decide("acceptor.qinghe", story.submitted(FIRM, "apprenticeship", region, second, apprentices()), "CORRECTION", "请一次补齐", Map.of("class.venue", "请写明车间地址"));
    }

    private static Map<String, String> loan() {
        var form = new LinkedHashMap<>(Map.of("borrower.kind", "INDIVIDUAL", "borrower.name", "白露", "borrower.idNo", "990101199102111089", "borrower.mobile", "13900000088",
                "entity.name", "云溪星野科技有限公司", "entity.uscc", "91990101MA0000101L", "entity.type", "ENTERPRISE", "entity.jobs", "2"));
        form.putAll(Map.of("loan.amount", "100000", "loan.months", "24", "loan.purpose", "购置设备", "loan.bank", "YXB", "project.description", "智能园艺设备的研发与销售", "guarantee.type", "CREDIT"));
        return form;
    }

    static Map<String, String> firm() {
        return new LinkedHashMap<>(Map.of("enterprise.name", "云溪菱工精密制造有限公司", "enterprise.uscc", "91990101MA0009501C", "enterprise.legalRepresentative", "凌工",
                "enterprise.contact", "凌工", "enterprise.mobile", "13900000009", "enterprise.bankName", "云溪银行", "enterprise.account", "99010100000095017"));
    }

    /** @param start first day of a class of a year */
    static Map<String, String> plan(LocalDate start) {
        var form = firm();
        form.putAll(Map.of("enterprise.insuredCount", "300", "enterprise.industry", "通用设备制造", "enterprise.trainingSystem", "yes", "enterprise.fundAccrued", "yes", "class.name", "数控车工一班",
                "class.kind", "ENTERPRISE", "class.occupation", "6-18-01-01", "class.occupationName", "车工", "class.level", "3"));
        form.putAll(Map.of("class.start", start.toString(), "class.end", start.plusYears(1).minusDays(1).toString(), "class.months", "12", "class.theoryHours", "200", "class.practiceHours", "400",
                "class.school", "云溪技工学校", "class.schoolUscc", "91990101MA0009502F", "class.venue", "一号实训车间"));
        form.putAll(Map.of("class.enterpriseMentors", "3", "class.enterpriseMentorNames", "凌师傅、邱师傅、柯师傅", "class.schoolMentors", "2", "class.schoolMentorNames", "韦老师、尹老师", "class.equipment", "数控车床六台", "class.assessor", "云溪职业技能鉴定指导中心", "money.advanceAsked", "10000"));
        return form;
    }

    private static List<Map<String, String>> apprentices() {
        return List.of(apprentice("安锐", "990101199602027019", "PX-0001"), apprentice("白钢", "990101199703037021", "PX-0002"), apprentice("程巧", "990101199804047034", "PX-0003"));
    }

    private static Map<String, String> apprentice(String name, String idNo, String agreement) {
        return apprentice(name, idNo, agreement, "2026-09-01", "2029-08-31");
    }

    static Map<String, String> apprentice(String name, String idNo, String agreement, String from, String until) {
        return Map.of("name", name, "idNo", idNo, "hireType", "NEW", "contractStart", from, "contractEnd", until, "agreementNo", agreement, "post", "数控车工", "currentLevel", "4");
    }
}
