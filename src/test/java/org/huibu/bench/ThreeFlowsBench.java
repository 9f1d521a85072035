package org.huibu.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.huibu.ApprenticeshipStory;
import org.huibu.AwardStory;
import org.huibu.LoanStory;
import org.huibu.MySqlServer;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.guarantee.spi.Bank;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What a whole case of each of the three flows costs, beside the bare engine, round by round in turn on one MySQL server ({@code mvn -Pbench test}). */
@BenchHouse
@Import({AwardStory.class, LoanStory.class, ApprenticeshipStory.class})
class ThreeFlowsBench {

    private static final int ROUNDS = Math.min(5, Integer.getInteger("huibu.bench.rounds", 5));
    private static final int MANY = 32;
    private static final int FEW = 4;
    @LocalServerPort int port;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired AwardStory award;
    @Autowired LoanStory loan;
    @Autowired ApprenticeshipStory apprenticeship;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        MySqlServer.use(registry, "flows");
    }

    /** @param wholeCase does it and tells the numbers of its cases */
    private record Flow(Runnable begin, Supplier<List<String>> wholeCase) { }

    /** One case after another, as latency: it holds the waits of pollers, so processor time is told beside it. */
    @Test
    void fromDraftToMoneyBesideTheBareEngine() throws Exception {
        var flows = flows();
        var bare = each(flows);
        var services = each(flows);
        var http = each(flows);
        var steps = new LinkedHashMap<String, Integer>();
        var done = new LinkedHashMap<String, List<String>>();
        try (var engine = new BareEngine("bare7", 7, 10)) {
            for (int round = -1; round < ROUNDS; round++) {
                int at = round;
                for (var flow : flows.entrySet()) {
                    var name = flow.getKey();
                    flow.getValue().begin().run();
                    services.get(name).run(round, () -> done.put(name, flow.getValue().wholeCase().get()));
                    if (round < 0) {
                        steps.put(name, decisions(done.get(name)));
                        engine.deploy(steps.get(name));
                    }
                    bare.get(name).run(round, () -> engine.wholeCase(name + at, steps.get(name)));
                    flow.getValue().begin().run();
                    award.through(new HttpHands(port));
                    try {
                        http.get(name).run(round, () -> flow.getValue().wholeCase().get());
                    } finally {
                        award.through(null);
                    }
                }
            }
        }
        var rows = new ArrayList<String>();
        flows.keySet().forEach(name -> {
            rows.add("bare engine, " + steps.get(name) + " human steps | " + bare.get(name).row(bare.get(name)));
            rows.add(name + ", services | " + services.get(name).row(bare.get(name)));
            rows.add(name + ", applicant and officers through HTTP | " + http.get(name).row(bare.get(name)));
        });
        Report.write("three-flows.md", "| one after another | seconds, min / median / max | CPU seconds of the JVM | ratio of CPU medians |\n|---|---|---|---|\n", rows);
        assertThat(services.values()).allSatisfy(rounds -> assertThat(rounds.cpu().median()).isPositive());
    }

    /** How many human steps the cases took, so that the bare engine does as many. */
    private int decisions(List<String> numbers) {
        return (int) numbers.stream().flatMap(number -> work.timeline(number).stream()).filter(one -> one.what().equals("TaskDecided")).count();
    }

    /** All at once on ten connections: each client drafts, submits and has accepted a case of one of the flows, waits until the departments have answered, and takes it back. */
    @Test
    void manyClientsOfAllFlowsOnTenConnections() throws Exception {
        award.begin();
        loan.begin();
        apprenticeship.begin();
        var bare = new Series();
        var many = new Series();
        try (var engine = new BareEngine("bare1", 1, 10)) {
            for (int round = -1; round < ROUNDS; round++) {
                int at = round;
                // Its ids come by a second connection: with more clients than connections the bare engine waits for itself.
                var b = Clients.perSecond(FEW, MANY / FEW, client -> IntStream.range(0, MANY / FEW).forEach(i -> engine.wholeCase("many-" + at + "-" + client + "-" + i)));
                var m = Clients.perSecond(MANY, 1, client -> toTheReviewer(client % 3));
                if (round >= 0) {
                    bare.add(b);
                    many.add(m);
                }
            }
        }
        Report.write("many-clients.md", Report.RATIOS, List.of("bare engine, 1 human step, 4 clients | " + bare.row() + " | 1.00",
                "award, loan and class from draft to the reviewer's desk and taken back, 32 clients on 10 connections | " + many.row() + " | "
                        + String.format(java.util.Locale.ROOT, "%.2f", many.median() / bare.median())));
        assertThat(many.median()).as("nobody ran out of connections").isPositive();
    }

    private void toTheReviewer(int flow) {
        var number = switch (flow) {
            case 0 -> award.submitted("roster-5-pass.csv");
            case 1 -> loan.reviewed("founder.bailu", "loan-person", LoanStory.person(), List.of());
            default -> apprenticeship.filed(apprenticeship.plan("ENTERPRISE", "3", "3500"), apprenticeship.roster(1));
        };
        AwardStory.eventually(() -> work.find(number).state().equals("REVIEWING"));
        AwardStory.as(work.find(number).owner());
        cases.withdraw(number);
    }

    private Map<String, Flow> flows() {
        var flows = new LinkedHashMap<String, Flow>();
        flows.put("award claim of 5 entities", new Flow(award::begin, () -> {
            var number = award.submitted("roster-5-pass.csv");
            award.toNotice(number);
            award.passNotice(number);
            award.payGroup(number, "MAIN");
            return List.of(number);
        }));
        flows.put("loan of a person, to its disbursement", new Flow(loan::begin, () -> {
            var number = loan.qualified();
            loan.investigate(number);
            AwardStory.eventually(() -> work.find(number).state().equals("BANK_DECIDING"));
            loan.says("YXB", number, Bank.State.APPROVED, 100_000, 24);
            loan.fill("bank.yunxi", number, "SIGNED", loan.contract("100000", "24"));
            loan.fill("bank.yunxi", number, "DISBURSED", Map.of("disbursedOn", loan.today(), "amount", "100000", "voucher", "FK-1"));
            return List.of(number);
        }));
        flows.put("class of 30 with advance and settlement (two cases)", new Flow(apprenticeship::begin, () -> {
            var all = IntStream.rangeClosed(1, 30).toArray();
            var plan = apprenticeship.listed("ENTERPRISE", "3", "105000", all);
            var claim = apprenticeship.claimed(plan, 27, all);
            apprenticeship.agreed(claim);
            apprenticeship.paid(claim);
            return List.of(plan, claim);
        }));
        return flows;
    }

    private static Map<String, Rounds> each(Map<String, Flow> flows) {
        return flows.keySet().stream().collect(Collectors.toMap(name -> name, name -> new Rounds()));
    }
}
