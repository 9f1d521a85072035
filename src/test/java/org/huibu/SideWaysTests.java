package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.QINGHE;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.letters.Letters;
import org.huibu.process.clock.MovableClock;
import org.huibu.review.Reviewing;
import org.huibu.sandbox.Knobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The ways out that the requests of a base have in common with the subsidy: turned away, withdrawn, silent source, never corrected, sent back. */
@HuibuTest
class SideWaysTests {

    @Autowired AwardStory story;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired Reviewing reviewing;
    @Autowired Letters letters;
    @Autowired Knobs knobs;
    @Autowired MovableClock clock;

    @BeforeEach
    void begin() {
        story.begin();
    }

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    @ParameterizedTest
    @ValueSource(strings = {"base-recognition", "base-roster", "demonstration-award", "incubation-extension"})
    void isTurnedAwayOrWithdrawn(String scheme) {
        var turnedAway = submitted(scheme);
        story.decide("acceptor.qinghe", turnedAway, "NOT_ACCEPTED");
        assertThat(work.find(turnedAway).state()).isEqualTo("NOT_ACCEPTED");
        assertThat(letters.ofCase(turnedAway)).extracting(Letters.Letter::code).containsExactly("DOC-03");
        var withdrawn = submitted(scheme);
        as("base.hongmeng");
        cases.withdraw(withdrawn);
        assertThat(work.find(withdrawn).state()).isEqualTo("WITHDRAWN");
        assertThat(letters.ofCase(withdrawn)).extracting(Letters.Letter::code).containsExactly("DOC-16");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base-recognition", "demonstration-award", "incubation-extension"})
    void asksAPersonAfterALongOutageAndLapsesWithoutACorrection(String scheme) {
        knobs.set("market", "down");
        var number = submitted(scheme);
        story.decide("acceptor.qinghe", number, "ACCEPTED");
        eventually(() -> work.timeline(number).stream().anyMatch(h -> h.what().equals("WaitingForSource")));
        clock.forwardTo(clock.now().plus(Duration.ofDays(7)));
        eventually(() -> work.timeline(number).stream().anyMatch(h -> h.what().equals("SourceOutage")));
        visited(number);
        sendBack(number);
        knobs.set("market", "up");
        as("base.hongmeng");
        cases.correct(number);
        visited(number);
        assertThat(work.claimFindings(number)).as("asked again").noneMatch(finding -> finding.verdict().name().equals("NEEDS_PERSON"));
        story.decide("reviewer.qinghe", number, "PROPOSE");
        story.decide("rechecker.qinghe", number, "RETURN");
        assertThat(work.find(number).state()).isEqualTo("REVIEWING");
        story.task(number, "reviewer.qinghe");
        clock.forwardTo(clock.now().plus(Duration.ofDays(1)));
        var late = submitted(scheme);
        story.decide("acceptor.qinghe", late, "ACCEPTED");
        visited(late);
        sendBack(late);
        clock.forwardTo(clock.now().plus(Duration.ofDays(30)));
        eventually(() -> work.find(late).state().equals("LAPSED"));
    }

    @Test
    void isNotRecognised() {
        var number = submitted("base-recognition");
        story.decide("acceptor.qinghe", number, "ACCEPTED");
        visited(number);
        story.decide("reviewer.qinghe", number, "PROPOSE");
        story.decide("rechecker.qinghe", number, "AGREE");
        story.decide("approver.qinghe", number, "REJECT");
        assertThat(work.find(number).state()).isEqualTo("REJECTED");
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).endsWith("DOC-08");
    }

    /** A recognition is always looked at on site before it is reviewed. */
    private void visited(String number) {
        eventually(() -> List.of("SITE_VISIT", "REVIEWING").contains(work.find(number).state()));
        if (work.find(number).state().equals("SITE_VISIT")) {
            story.decide("reviewer.qinghe", number, "VISITED");
        }
    }

    private void sendBack(String number) {
        var material = work.scheme(number).pack().materials().get(0).key();
        reviewing.decide(story.task(number, "reviewer.qinghe").taskId(), new Reviewing.Decision("CORRECTION", "请一次补齐", List.of(), Map.of(material, "看不清")));
        assertThat(work.find(number).state()).isEqualTo("CORRECTION_REQUESTED");
    }

    private String submitted(String scheme) {
        as("base.hongmeng");
        var number = cases.open(scheme, QINGHE);
        var form = new LinkedHashMap<>(AwardStory.form());
        form.putAll(Map.of("base.name", "鸿萌创业基地", "base.level", "COUNTY", "base.addressRanges", "青禾区星河路1号", "base.area", "3200", "base.leaseEnd", "2040-12-31", "base.serviceTeam", "6"));
        form.putAll(Map.of("award.level", "CITY", "award.document", "云人社发〔2026〕1号", "award.recognisedOn", "2026-09-01", "award.assessment", "PASSED", "award.occupancy", "80", "award.policyUsers", "4"));
        var known = new java.util.HashSet<String>();
        work.scheme(number).form().single().forEach(field -> known.add(field.path()));
        form.keySet().retainAll(known);
        cases.save(number, null, form, work.scheme(number).hasLines() ? List.of(row(scheme)) : null);
        story.attachAll(number);
        cases.submit(number);
        return number;
    }

    private static Map<String, String> row(String scheme) {
        var entity = AwardStory.roster("roster-10-pass.csv").get(0);
        var row = new LinkedHashMap<>(Map.of("entityName", entity.get("entityName"), "entityUscc", entity.get("entityUscc")));
        row.putAll(scheme.equals("base-roster") ? Map.of("founderName", "安禾", "founderIdNo", entity.get("founderIdNo"), "address", "青禾区星河路1号", "agreementNo", "FH-1", "enteredOn", "2025-10-01")
                : Map.of("extendedTo", "2029-06-30", "reason", "产品即将定型"));
        return row;
    }
}
