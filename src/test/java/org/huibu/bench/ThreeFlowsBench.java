package org.huibu.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private record Flow(Runnable begin, Runnable wholeCase) { }

    /** One case after another, as latency: it holds the waits of pollers, so processor time is told beside it. */
    @Test
    void fromDraftToMoneyBesideTheBareEngine() throws Exception {
        var flows = flows();
        var bare = new Rounds();
        var services = each(flows);
        var http = each(flows);
        try (var engine = new BareEngine("bare7", 7, 10)) {
            for (int round = -1; round < ROUNDS; round++) {
                int at = round;
                bare.run(round, () -> engine.wholeCase("bare-" + at));
                for (var flow : flows.entrySet()) {
                    flow.getValue().begin().run();
                    services.get(flow.getKey()).run(round, flow.getValue().wholeCase());
                    flow.getValue().begin().run();
                    award.through(new HttpHands(port));
                    try {
                        http.get(flow.getKey()).run(round, flow.getValue().wholeCase());
                    } finally {
                        award.through(null);
                    }
                }
            }
        }
        var rows = new ArrayList<String>();
        rows.add("bare engine, 7 human steps | " + bare.row(bare));
        flows.keySet().forEach(name -> rows.add(name + ", services | " + services.get(name).row(bare)));
        flows.keySet().forEach(name -> rows.add(name + ", applicant and officers through HTTP | " + http.get(name).row(bare)));
        Report.write("three-flows.md", "| one after another | seconds, min / median / max | CPU seconds of the JVM | ratio of CPU medians |\n|---|---|---|---|\n", rows);
        assertThat(services.values()).allSatisfy(rounds -> assertThat(rounds.cpu().median()).isPositive());
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
        }));
        flows.put("loan of a person, to its disbursement", new Flow(loan::begin, () -> {
            var number = loan.qualified();
            loan.investigate(number);
            AwardStory.eventually(() -> work.find(number).state().equals("BANK_DECIDING"));
            loan.says("YXB", number, Bank.State.APPROVED, 100_000, 24);
            loan.fill("bank.yunxi", number, "SIGNED", loan.contract("100000", "24"));
            loan.fill("bank.yunxi", number, "DISBURSED", Map.of("disbursedOn", loan.today(), "amount", "100000", "voucher", "FK-1"));
        }));
        flows.put("class of 30 with advance and settlement (two cases)", new Flow(apprenticeship::begin, () -> {
            var all = IntStream.rangeClosed(1, 30).toArray();
            var claim = apprenticeship.claimed(apprenticeship.listed("ENTERPRISE", "3", "105000", all), 27, all);
            apprenticeship.agreed(claim);
            apprenticeship.paid(claim);
        }));
        return flows;
    }

    private static Map<String, Rounds> each(Map<String, Flow> flows) {
        return flows.keySet().stream().collect(Collectors.toMap(name -> name, name -> new Rounds()));
    }
}
