package org.huibu.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.huibu.AwardStory;
import org.huibu.MySqlServer;
import org.huibu.NodeProcess;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.Reviewing;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * What a whole case costs, beside the bare engine, round by round in turn on one MySQL server ({@code mvn -Pbench test}). Only the
 * ratios mean something; cases per second are those of the machine.
 */
@BenchHouse
@Import(AwardStory.class)
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

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        MySqlServer.use(registry, "bench");
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
        Report.write("whole-case.md", Report.RATIOS, List.of("bare engine, 15 variables, library defaults, 4 clients | " + bare.row() + " | 1.00",
                "recognition through the product's own services, 4 clients | " + services.row() + " | " + ratio(services, bare),
                "the same through HTTP, 4 clients | " + http.row() + " | " + ratio(http, bare),
                "through services, 32 clients on 10 connections | " + many.row() + " | " + ratio(many, bare)));
        assertThat(many.median()).as("nobody ran out of connections").isPositive();
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
        Report.write("start.md", Report.RATIOS, List.of("start to first page, seconds | " + seconds.row() + " |", "CPU seconds | " + cpu.row() + " |", "resident memory, MB | " + megabytes.row() + " |"));
        assertThat(megabytes.median()).isPositive();
    }

    private static double memory(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream().filter(line -> line.startsWith("VmRSS")).findFirst()
                .map(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024).orElseThrow();
    }

    private static String ratio(Series one, Series other) {
        return String.format(Locale.ROOT, "%.2f", one.median() / other.median());
    }
}
