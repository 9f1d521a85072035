package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.as;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.roster.Rosters;
import org.huibu.shared.Refusal;
import org.huibu.training.Classes;
import org.huibu.training.attendance.Attendance;
import org.huibu.training.attendance.SpotChecks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Attendance of a class: recorded by its firm, checked by officers, read by the settlement's rule. */
@HuibuTest
class AttendanceTests {

    @LocalServerPort int port;
    @Autowired ApprenticeshipStory story;
    @Autowired CaseWork work;
    @Autowired Classes classes;
    @Autowired Attendance attendance;
    @Autowired SpotChecks checks;

    @BeforeEach
    void aHouseWithoutPlans() {
        story.begin();
    }

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    /** All of a table or nothing of it, every fault with its line; then a month by hand. */
    @Test
    void theFirmRecordsByFileAndByMonth() {
        var plan = story.listed("ENTERPRISE", "3", "0", 1, 2);
        story.begun(plan);
        var month = work.values(plan).get("class.start").substring(0, 7);
        var firm = new WebClient(port);
        firm.login(ApprenticeshipStory.FIRM, "huibu-demo");
        var page = "/my/cases/" + plan + "/training";
        var template = firm.get(page + "/attendance/template.csv").body();
        assertThat(template).contains("姓名,公民身份号码,月份,应到课时,实到课时", "安锐,990101199602027019," + month);
        var heading = "公民身份号码,月份,应到课时,实到课时\n";
        var one = "990101199602027019," + month;
        var wrong = upload(firm, page, heading + one + ",40,41\n990101199602027019,2025-01,0,x\n990101199804047034," + month + ",40,40\n" + one + ",40,30\n");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("第 2 行“实到课时”：实到不能多于应到", "第 3 行“月份”：不是培养期内", "第 3 行“应到课时”：应为", "第 3 行“实到课时”：应为", "第 4 行“公民身份号码”：不在本班名册",
                "第 5 行“月份”：本表内重复", "还没有考勤记录");
        assertThat(upload(firm, page, "甲,乙\n1,2\n").statusCode()).as("columns are missing").isEqualTo(422);
        assertThat(upload(firm, page, heading + one + ",40,30\n").statusCode()).isEqualTo(302);
        assertThat(firm.get(page).body()).contains("75.0 %", "低于下限", "每名学徒出勤率不低于 80 % 方可结算");

        as(ApprenticeshipStory.FIRM);
        var places = attendance.places(plan).stream().map(Rosters.Place::id).toList();
        var byHand = page + "/attendance/" + month;
        assertThat(firm.get(byHand).body()).contains("value=\"40\"", "value=\"30\"");
        var typed = new LinkedHashMap<>(Map.of("held", "40", "attended." + places.get(0), "36", "attended." + places.get(1), "50"));
        var above = firm.post(byHand, byHand, typed);
        assertThat(above.statusCode()).isEqualTo(422);
        assertThat(above.body()).contains("实到不能多于应到", "value=\"50\"", "value=\"36\"");
        typed.put("attended." + places.get(1), "");
        assertThat(firm.post(byHand, byHand, typed).statusCode()).isEqualTo(302);
        assertThat(attendance.sheet(classes.mine(plan)).rows()).extracting(row -> row.hours() == null ? null : row.hours().percent()).containsExactly("90.0", null);
    }

    /** Seven hours of ten are too few, nothing recorded needs a person, what a reviewer found false is paid nothing; another person takes a finding back. */
    @Test
    void theSettlementReadsAttendanceAndWhatWasFoundFalse() {
        var plan = story.listed("ENTERPRISE", "3", "0", 1, 2, 3, 4, 5);
        story.begun(plan);
        as(ApprenticeshipStory.FIRM);
        var month = work.values(plan).get("class.start").substring(0, 7);
        var places = attendance.places(plan);
        attendance.record(plan, List.of(typed(places, 0, month, "9"), typed(places, 1, month, "7"), typed(places, 3, month, "10"), typed(places, 4, month, "10")));
        assertThatThrownBy(() -> checks.find(plan, places.get(3).id(), "他人代签")).isInstanceOf(Refusal.class);
        as("rechecker.qinghe");
        assertThatThrownBy(() -> checks.find(plan, places.get(3).id(), "他人代签")).isInstanceOf(Refusal.class).extracting("code").isEqualTo("notAReviewer");
        var reviewer = new WebClient(port);
        reviewer.login("reviewer.qinghe", "huibu-demo");
        var page = "/inbox/cases/" + plan + "/training";
        assertThat(reviewer.post(page, page + "/findings", Map.of("place", Long.toString(places.get(3).id()), "text", "")).body()).contains("必填");
        assertThat(reviewer.post(page, page + "/findings", Map.of("place", Long.toString(places.get(3).id()), "text", "他人代签三次")).statusCode()).isEqualTo(302);
        assertThat(reviewer.post(page, page + "/findings", Map.of("place", Long.toString(places.get(4).id()), "text", "看错了人")).statusCode()).isEqualTo(302);
        assertThat(reviewer.get(page).body()).contains("他人代签三次", "认定虚假", "70.0 %");
        as("reviewer.qinghe");
        var mistaken = checks.of(classes.ofMyRegion(plan)).get(0);
        assertThatThrownBy(() -> checks.lift(plan, mistaken.id(), "认错")).isInstanceOf(Refusal.class).extracting("code").isEqualTo("notTheRechecker");
        as("rechecker.qinghe");
        checks.lift(plan, mistaken.id(), "经核对系同名");
        assertThatThrownBy(() -> checks.lift(plan, mistaken.id(), "再来")).isInstanceOf(Refusal.class).extracting("code").isEqualTo("findingLifted");

        var claim = story.claimed(plan, 5, 1, 2, 3, 4, 5);
        assertThat(work.lines(claim)).extracting(ClaimLine::verdict).containsExactly("PASS", "FAIL", "NEEDS_PERSON", "FAIL", "PASS");
        assertThat(work.lines(claim)).extracting(ClaimLine::reason).containsExactly(null, "LOW_ATTENDANCE", "LOW_ATTENDANCE", "FALSE_ATTENDANCE", null);
        assertThat(work.findings(claim, 3)).filteredOn(one -> one.code().equals("FALSE_ATTENDANCE")).singleElement().satisfies(one -> assertThat(one.clauses()).isNotEmpty());
    }

    private static Attendance.Typed typed(List<Rosters.Place> places, int at, String month, String attended) {
        return new Attendance.Typed(at, places.get(at).number(), month, "10", attended);
    }

    private static java.net.http.HttpResponse<String> upload(WebClient firm, String page, String table) {
        return firm.upload(page, page + "/attendance", "file", "attendance.csv", table.getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
