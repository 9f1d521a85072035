package org.huibu.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.huibu.ApprenticeshipStory;
import org.huibu.AwardStory;
import org.huibu.LoanStory;
import org.huibu.MySqlServer;
import org.huibu.NeedsMySql;
import org.huibu.NodeProcess;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.guarantee.spi.Bank;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.Reviewing;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * What a whole case costs, beside the bare engine, round by round in turn on one MySQL server ({@code mvn -Pbench test}). Only the
 * ratios mean something; cases per second are those of the machine.
 */
@NeedsMySql
@DirtiesContext
@Import({AwardStory.class, LoanStory.class, ApprenticeshipStory.class})
@ActiveProfiles({"mysql", "sandbox"})
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"huibu.data-directory=target/bench-data", "huibu.demo.cases=false",
    "spring.datasource.hikari.maximum-pool-size=10", "logging.level.root=WARN", "huibu.workflow.poll=300ms", "huibu.payments.every=300ms", "huibu.banks.every=300ms",
    "huibu.budget.retry=300ms", "huibu.guarantee.retry=300ms", "huibu.clock.poll=300ms", "huibu.sandbox.treasury.delay=100ms", "huibu.sandbox.treasury.every=100ms"})
class WholeCaseBench {

    private static final int ROUNDS = Integer.getInteger("huibu.bench.rounds", 7);
    private static final int EACH = Integer.getInteger("huibu.bench.cases", 25);
    private static final int CLIENTS = 4;
    private static final int MANY = 32;
    @LocalServerPort int port;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired Inbox inbox;
    @Autowired Reviewing reviewing;
    @Autowired AwardStory award;
    @Autowired LoanStory loan;
    @Autowired ApprenticeshipStory apprenticeship;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        var url = MySqlServer.fresh("bench");
        registry.add("spring.datasource.url", () -> url);
        registry.add("spring.datasource.username", MySqlServer::user);
        registry.add("spring.datasource.password", MySqlServer::password);
    }

    @Test
    void recognitionOfABaseBesideTheBareEngine() throws Exception {
        var product = new Recognitions(cases, work, inbox, reviewing);
        var bare = new Series();
        var services = new Series();
        var http = new Series();
        var many = new Series();
        try (var engine = new BareEngine("bare", Recognitions.STEPS.size(), 10)) {
            for (int round = -1; round < ROUNDS; round++) {
                int at = round;
                var b = Clients.perSecond(CLIENTS, EACH, client -> {
                    for (int i = 0; i < EACH; i++) {
                        engine.wholeCase("bare-" + at + "-" + client + "-" + i);
                    }
                });
                var s = Clients.perSecond(CLIENTS, EACH, client -> product.throughServices(EACH));
                var h = Clients.perSecond(CLIENTS, EACH, client -> product.throughHttp(port, EACH));
                var m = Clients.perSecond(MANY, Math.max(1, EACH / 8), client -> product.throughServices(Math.max(1, EACH / 8)));
                if (round >= 0) {
                    bare.add(b);
                    services.add(s);
                    http.add(h);
                    many.add(m);
                }
            }
        }
        report("whole-case.md", List.of("bare engine, 15 variables, library defaults, 4 clients | " + bare.row() + " | 1.00",
                "recognition through the product's own services, 4 clients | " + services.row() + " | " + ratio(services, bare),
                "the same through HTTP, 4 clients | " + http.row() + " | " + ratio(http, bare),
                "through services, 32 clients on 10 connections | " + many.row() + " | " + ratio(many, bare)));
        assertThat(many.median()).as("nobody ran out of connections").isPositive();
    }

    /** One case after another, as latency: it holds the waits of pollers, so processor time is told beside it. */
    @Test
    void threeFlowsFromDraftToMoneyBesideTheBareEngine() throws Exception {
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
        var rows = new ArrayList<String>();
        var bare = new Rounds();
        var each = flows.keySet().stream().collect(Collectors.toMap(name -> name, name -> new Rounds()));
        try (var engine = new BareEngine("bare7", 7, 10)) {
            for (int round = -1; round < Math.min(5, ROUNDS); round++) {
                int at = round;
                bare.run(round, () -> engine.wholeCase("bare-" + at));
                for (var flow : flows.entrySet()) {
                    flow.getValue().begin().run();
                    each.get(flow.getKey()).run(round, flow.getValue().wholeCase());
                }
            }
        }
        rows.add("bare engine, 7 human steps | " + bare.row(bare));
        flows.keySet().forEach(name -> rows.add(name + " | " + each.get(name).row(bare)));
        report("three-flows.md", "| one after another | seconds, min / median / max | CPU seconds of the JVM | ratio of CPU medians |\n|---|---|---|---|\n", rows);
        assertThat(each.values()).allSatisfy(rounds -> assertThat(rounds.cpu().median()).isPositive());
    }

    @Test
    void startToFirstPage() throws Exception {
        var arguments = List.of("--spring.profiles.active=mysql,sandbox", "--spring.datasource.url=" + MySqlServer.fresh("start"), "--spring.datasource.username=" + MySqlServer.user(),
                "--spring.datasource.password=" + MySqlServer.password(), "--huibu.demo.cases=false", "--huibu.data-directory=target/bench-start");
        var flags = List.of("-XX:+UseSerialGC", "-Xmx512m");
        var jar = ImageLayout.jar();
        var kept = new ArrayList<>(flags);
        kept.add("-XX:SharedArchiveFile=" + ImageLayout.archive(jar, flags));
        NodeProcess.start("bench-first", kept, jar, arguments).close();
        var seconds = new Series();
        var cpu = new Series();
        var megabytes = new Series();
        for (int i = 0; i < Math.min(3, ROUNDS); i++) {
            long begin = System.nanoTime();
            try (var node = NodeProcess.start("bench-start", kept, jar, arguments)) {
                seconds.add((System.nanoTime() - begin) / 1e9);
                cpu.add(ProcessHandle.of(node.pid()).orElseThrow().info().totalCpuDuration().orElseThrow().toMillis() / 1e3);
                megabytes.add(memory(node.pid()));
            }
        }
        report("start.md", List.of("start to first page, seconds | " + seconds.row() + " |", "CPU seconds | " + cpu.row() + " |", "resident memory, MB | " + megabytes.row() + " |"));
        assertThat(megabytes.median()).isPositive();
    }

    private record Flow(Runnable begin, Runnable wholeCase) { }

    private static double memory(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream().filter(line -> line.startsWith("VmRSS")).findFirst()
                .map(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024).orElseThrow();
    }

    private static String ratio(Series one, Series other) {
        return String.format(Locale.ROOT, "%.2f", one.median() / other.median());
    }

    private static void report(String name, List<String> rows) throws IOException {
        report(name, "| measure | min / median / max | ratio of medians |\n|---|---|---|\n", rows);
    }

    private static void report(String name, String head, List<String> rows) throws IOException {
        var text = head + "| " + String.join(" |\n| ", rows) + " |\n";
        System.out.println(text);
        Files.createDirectories(Path.of("target/bench"));
        Files.writeString(Path.of("target/bench", name), text);
    }
}
