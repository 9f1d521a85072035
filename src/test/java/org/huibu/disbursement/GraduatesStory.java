package org.huibu.disbursement;

import static org.huibu.AwardStory.as;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.huibu.AwardStory;
import org.huibu.MovingStory;
import org.huibu.casefile.CaseFiles;
import org.huibu.process.clock.MovableClock;
import org.huibu.review.Reviewing;
import org.huibu.review.inbox.Inbox;
import org.huibu.shared.Money;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many graduates who each are to get the same small sum: for the long runs, which need many payments and not many rules. */
@TestComponent
class GraduatesStory {

    static final Money GRANT = Money.ofYuan(1_000);
    private static final int CLIENTS = 4;
    private final AwardStory story;
    private final CaseFiles cases;
    private final Inbox inbox;
    private final Reviewing reviewing;
    private final MovableClock clock;
    private final JdbcClient jdbc;
    private int persons;

    GraduatesStory(AwardStory story, CaseFiles cases, Inbox inbox, Reviewing reviewing, MovableClock clock, JdbcClient jdbc) {
        this.story = story;
        this.cases = cases;
        this.inbox = inbox;
        this.reviewing = reviewing;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /** @return numbers of that many new cases that wait for their approval */
    List<String> toApproval(int count) throws Exception {
        var pool = Executors.newFixedThreadPool(CLIENTS);
        var all = new ArrayList<String>();
        var first = persons;
        persons += count;
        for (var number : pool.invokeAll(IntStream.range(first, persons).<Callable<String>>mapToObj(i -> () -> submitted(i)).toList())) {
            all.add(number.get());
        }
        for (var done : pool.invokeAll(all.stream().<Callable<Void>>map(number -> () -> reviewed(number)).toList())) {
            done.get();
        }
        pool.shutdown();
        clock.forwardTo(clock.now().plus(Duration.ofDays(8)));
        within(900, () -> jdbc.sql("select count(*) from inbox_task where role = 'APPROVER'").query(Long.class).single() == count);
        AwardStory.nobody();
        return all;
    }

    private String submitted(int i) {
        as("founder.bailu");
        var number = cases.open(MovingStory.SCHEME, AwardStory.QINGHE);
        cases.save(number, null, new LinkedHashMap<>(Map.of("person.name", "白露", "person.idNo", idNumber(i), "person.mobile", "13900000077", "person.bankName", "云溪银行",
                "person.account", "6222990101" + String.format("%09d", i), "move.distance", "500")), null);
        story.attachAll(number);
        cases.submit(number);
        decide("acceptor.qinghe", number, "ACCEPTED", List.of());
        return number;
    }

    /** Nobody knows these persons' schools: the reviewer grants each line on his own view. */
    private Void reviewed(String number) {
        decide("reviewer.qinghe", number, "PROPOSE", List.of(new Reviewing.LineDecision(0, "PASS", GRANT, "毕业证书已核对")));
        return null;
    }

    void decide(String officer, String number, String outcome, List<Reviewing.LineDecision> lines) {
        as(officer);
        within(300, () -> inbox.ofCase(number).stream().anyMatch(row -> row.outcomes().contains(outcome)));
        var task = inbox.ofCase(number).stream().filter(row -> row.outcomes().contains(outcome)).findFirst().orElseThrow();
        reviewing.decide(task.taskId(), new Reviewing.Decision(outcome, "同意", lines, Map.of()));
    }

    private static String idNumber(int i) {
        var body = "990101" + "1995" + String.format("%02d%02d", 1 + i / 28 % 12, 1 + i % 28) + String.format("%03d", i / 336 + 1);
        var weights = new int[] {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        var sum = IntStream.range(0, 17).map(at -> weights[at] * (body.charAt(at) - '0')).sum();
        return body + "10X98765432".charAt(sum % 11);
    }

    static void within(int seconds, Callable<Boolean> condition) {
        Awaitility.await().atMost(seconds, TimeUnit.SECONDS).pollInterval(Duration.ofMillis(500)).until(condition);
    }
}
