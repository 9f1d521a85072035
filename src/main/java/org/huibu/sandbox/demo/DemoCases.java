package org.huibu.sandbox.demo;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.Budgets;
import org.huibu.identity.demo.DemoAccounts;
import org.huibu.process.MovableClock;
import org.huibu.review.Inbox;
import org.huibu.review.Reviewing;
import org.huibu.shared.Money;
import org.huibu.shared.Region;
import org.huibu.shared.WorkingCalendar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Async;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** A first start brings cases to varied stages through the real use cases, so that every inbox has something to do. */
@Component
@Profile("sandbox")
@ConditionalOnProperty(name = "huibu.demo.cases", matchIfMissing = true)
class DemoCases {

    private static final Logger LOG = LoggerFactory.getLogger(DemoCases.class);
    private static final byte[] PAPER = "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> REGIONS = List.of("990101", "990102", "990201");
    private static final Region QINGHE = new Region("990101");
    private static final int BUDGET_YUAN = 500_000;
    private final CaseFiles cases;
    private final CaseWork work;
    private final Inbox inbox;
    private final Reviewing reviewing;
    private final Budgets budgets;
    private final MovableClock clock;
    private final JdbcClient jdbc;

    DemoCases(CaseFiles cases, CaseWork work, Inbox inbox, Reviewing reviewing, Budgets budgets, MovableClock clock, JdbcClient jdbc, DemoAccounts accounts) {
        this.cases = cases;
        this.work = work;
        this.inbox = inbox;
        this.reviewing = reviewing;
        this.budgets = budgets;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @Async
    @EventListener(ApplicationReadyEvent.class)
    void firstStart() throws Exception {
        if (jdbc.sql("select count(*) from case_file").query(Long.class).single() > 0) {
            return;
        }
        int year = WorkingCalendar.dayOf(clock.now()).getYear();
        for (var region : REGIONS) {
            as("admin", () -> {
                budgets.appropriate("EMPLOYMENT_SUBSIDY", year, region, Money.ofYuan(BUDGET_YUAN), "demo-" + region);
                return null;
            });
        }
        recognise();
        var roster = SampleFirms.roster();
        file(roster);
        walk(roster);
        LOG.info("the sandbox has its demonstration cases");
    }

    private void recognise() throws Exception {
        var number = draft("base-recognition", SampleFirms.base(), null);
        submit(number);
        decide("acceptor.qinghe", number, "ACCEPTED");
        decide("reviewer.qinghe", number, "PROPOSE");
        decide("rechecker.qinghe", number, "AGREE");
        decide("approver.qinghe", number, "APPROVE");
    }

    private void file(List<Map<String, String>> roster) throws Exception {
        var entries = roster.stream().map(row -> {
            Map<String, String> entry = new LinkedHashMap<>(row);
            entry.put("enteredOn", "2025-10-01");
            return entry;
        }).toList();
        var number = draft("base-roster", SampleFirms.base(), entries);
        submit(number);
        decide("acceptor.qinghe", number, "ACCEPTED");
    }

    /** One case per stage: each goes on for as many steps as its place in the list. */
    private void walk(List<Map<String, String>> roster) throws Exception {
        var steps = List.of(List.of("acceptor.qinghe", "ACCEPTED"), List.of("reviewer.qinghe", "PROPOSE"), List.of("rechecker.qinghe", "AGREE"),
                List.of("notice.qinghe", "PUBLISH"));
        for (int stage = 0; stage < 9; stage++) {
            var lines = roster.subList(stage, stage + 2);
            var number = draft("incubation-award", SampleFirms.claim(), lines);
            if (stage > 0) {
                submit(number);
            }
            for (var step : steps.subList(0, Math.max(0, Math.min(steps.size(), stage - 1)))) {
                decide(step.get(0), number, step.get(1));
            }
        }
        var returned = draft("incubation-award", SampleFirms.claim(), roster.subList(15, 17));
        submit(returned);
        as("acceptor.qinghe", () -> {
            reviewing.decide(task(returned), new Reviewing.Decision("CORRECTION", "请一次补齐", List.of(), Map.of("rentProof", "缺少最后一个月的租金票据")));
            return null;
        });
    }

    private String draft(String scheme, Map<String, String> form, List<Map<String, String>> lines) throws Exception {
        return as("base.hongmeng", () -> {
            var number = cases.open(scheme, QINGHE);
            cases.save(number, null, form, lines);
            for (var material : work.scheme(number).pack().materials()) {
                cases.attach(number, material.key(), "示例.pdf", PAPER);
            }
            return number;
        });
    }

    private void submit(String number) throws Exception {
        as("base.hongmeng", () -> {
            cases.submit(number);
            return null;
        });
    }

    private void decide(String officer, String number, String outcome) throws Exception {
        as(officer, () -> {
            reviewing.decide(task(number), new Reviewing.Decision(outcome, "同意", List.of(), Map.of()));
            return null;
        });
    }

    /** The data comparison runs beside us, so the next task may need a moment. */
    private String task(String number) throws InterruptedException {
        for (int wait = 0; wait < 300; wait++) {
            var open = inbox.ofCase(number);
            if (!open.isEmpty()) {
                return open.get(0).taskId();
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("no task opened for " + number);
    }

    private static <T> T as(String username, Callable<T> act) throws Exception {
        SecurityContextHolder.getContext().setAuthentication(UsernamePasswordAuthenticationToken.authenticated(username, null, List.of()));
        try {
            return act.call();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }
}
