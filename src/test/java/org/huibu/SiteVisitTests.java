package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.tracking.CaseClocks;
import org.huibu.casefile.CaseWork;
import org.huibu.letters.Letters;
import org.huibu.process.clock.MovableClock;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.Reviewing;
import org.huibu.review.records.StepFiles;
import org.huibu.review.records.StepRecords;
import org.huibu.shared.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A visit on site (I5): asked for by the reviewer, stops the clock, is recorded by form with photos, and is stated in DOC-04. */
@HuibuTest
class SiteVisitTests {

    private static final byte[] PNG = java.util.HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452");
    @LocalServerPort int port;
    @Autowired AwardStory story;
    @Autowired CaseWork work;
    @Autowired CaseClocks clocks;
    @Autowired Inbox inbox;
    @Autowired Reviewing reviewing;
    @Autowired StepRecords records;
    @Autowired StepFiles files;
    @Autowired Letters letters;
    @Autowired MovableClock clock;

    @BeforeEach
    void begin() {
        story.begin();
    }

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    @Test
    void stopsTheClockAndEndsInARecordThatTheDecisionRestsOn() {
        var number = story.submitted("roster-5-pass.csv");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        var due = story.task(number, "reviewer.qinghe").due();
        story.decide("reviewer.qinghe", number, "VISIT");
        assertThat(work.find(number).state()).isEqualTo("SITE_VISIT");
        assertThat(inbox.ofCase(number)).singleElement().satisfies(row -> assertThat(row.due()).as("the visit has no limit of the promise").isNull());
        clock.forwardTo(clock.now().plus(Duration.ofDays(7)));
        story.decide("reviewer.qinghe", number, "VISITED");
        assertThat(work.find(number).state()).isEqualTo("REVIEWING");
        assertThat(story.task(number, "reviewer.qinghe").due()).as("five working days later").isEqualTo(due.plus(Duration.ofDays(7)));
        assertThat(clocks.charged(number)).containsEntry("procedure", 5).containsEntry("department", 0);
        assertThat(records.ofCase(number)).singleElement().satisfies(record -> {
            assertThat(record.values()).containsKeys("visitedOn", "place", "secondOfficer", "record");
            assertThat(record.username()).isEqualTo("reviewer.qinghe");
        });
        assertThat(letters.ofCase(number)).filteredOn(letter -> letter.code().equals("DOC-04")).singleElement()
                .satisfies(letter -> assertThat(letter.content().items()).anyMatch(item -> item.name().zh().equals("现场照片") && item.text().equals("1"))
                        .anyMatch(item -> item.name().zh().equals("第二名核查人员")));
    }

    @Test
    void keepsWhatWasTypedWhileFilesComeAndTellsEveryFaultAtItsField() {
        var number = story.submitted("roster-5-pass.csv");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        story.decide("reviewer.qinghe", number, "VISIT");
        var task = story.task(number, "reviewer.qinghe").taskId();
        var at = "/inbox/" + task;
        var web = new WebClient(port);
        web.login("reviewer.qinghe", "huibu-demo");
        assertThat(web.get(at).body()).contains("核查地点", "现场照片", "form-place");
        var disguised = web.upload(at, at + "/files?field=photos", "upload.photos", "照片.png", "GIF89a".getBytes(StandardCharsets.US_ASCII), Map.of("form.place", "星河路1号", "opinion", "待补"));
        assertThat(disguised.statusCode()).isEqualTo(422);
        assertThat(disguised.body()).contains("内容与扩展名不符", "星河路1号", "待补");
        var missing = web.post(at, at + "/decide", Map.of("outcome", "VISITED", "opinion", "核查完成", "form.place", "星河路1号", "form.visitedOn", "2026-02-30"));
        assertThat(missing.statusCode()).isEqualTo(422);
        assertThat(missing.body()).contains("form-visitedOn-error", "form-secondOfficer-error", "form-record-error", "现场照片：", "星河路1号", "2026-02-30");
        assertThat(web.upload(at, at + "/files?field=photos", "upload.photos", "照片.png", PNG, Map.of("form.place", "星河路1号")).statusCode()).isEqualTo(302);
        assertThat(web.get(at).body()).contains("照片.png", "星河路1号");
        assertThat(web.upload(at, at + "/files?field=nothing", "upload.nothing", "照片.png", PNG, Map.of()).statusCode()).isEqualTo(404);
        var done = web.post(at, at + "/decide", Map.of("outcome", "VISITED", "opinion", "核查完成", "form.place", "星河路1号", "form.visitedOn", story.today().toString(),
                "form.secondOfficer", "第二人", "form.record", "属实"));
        assertThat(done.headers().firstValue("Location").orElse(done.body())).endsWith("/inbox?decided");
        assertThat(web.get("/inbox/cases/" + number).body()).contains("第二人", "照片.png");
        var photo = files.ofCase(number).get(0);
        assertThat(web.get("/inbox/cases/" + number + "/records/" + photo.id()).statusCode()).isEqualTo(200);
        var other = new WebClient(port);
        other.login("reviewer.songling", "huibu-demo");
        assertThat(other.get("/inbox/cases/" + number + "/records/" + photo.id()).statusCode()).as("of another district").isEqualTo(404);
    }

    @Test
    void onlyWhoHoldsTheTaskHandsInAndOnlyUntilItIsDecided() {
        var number = story.submitted("roster-5-pass.csv");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        story.decide("reviewer.qinghe", number, "VISIT");
        var task = story.task(number, "reviewer.qinghe").taskId();
        reviewing.attach(task, "photos", "照片.png", PNG);
        as("reviewer2.qinghe");
        assertThatThrownBy(() -> reviewing.attach(task, "photos", "照片.png", PNG)).isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.code()).isEqualTo("takenBy"));
        as("acceptor.qinghe");
        assertThatThrownBy(() -> reviewing.attach(task, "photos", "照片.png", PNG)).isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
        story.decide("reviewer.qinghe", number, "VISITED");
        assertThatThrownBy(() -> reviewing.attach(task, "photos", "照片.png", PNG)).isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.code()).isEqualTo("taskGone"));
        assertThat(List.copyOf(records.ofCase(number))).hasSize(1);
    }
}
