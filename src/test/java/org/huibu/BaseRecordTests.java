package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.QINGHE;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.followup.Survival;
import org.huibu.casefile.recovery.CreditRecords;
import org.huibu.eligibility.Finding;
import org.huibu.letters.Letters;
import org.huibu.process.clock.MovableClock;
import org.huibu.review.Reviewing;
import org.huibu.sandbox.Knobs;
import org.huibu.shared.Fault;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of a base's entities: the extension of their incubation (S21), who is let in first, and whether those who left survive (I10). */
@HuibuTest
class BaseRecordTests {

    private static final Map<String, String> FIRST = AwardStory.roster("roster-10-pass.csv").get(0);
    private static final Map<String, String> SECOND = AwardStory.roster("roster-10-pass.csv").get(1);
    /** Of whom the employment register says that a company that cut overcapacity released him. */
    private static final String RELEASED = "990101197906052337";
    @LocalServerPort int port;
    @Autowired AwardStory story;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired Letters letters;
    @Autowired Survival survival;
    @Autowired CreditRecords credit;
    @Autowired Knobs knobs;
    @Autowired Reviewing reviewing;
    @Autowired MovableClock clock;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    @BeforeEach
    void begin() {
        story.begin();
    }

    @AfterEach
    void nobody() {
        transaction.executeWithoutResult(status -> jdbc.update("delete from credit_record"));
        AwardStory.nobody();
        knobs.set("employment", "up");
    }

    /** The period of 36 months since 2025-10-01 may be extended once by at most twelve. */
    @Test
    void extendsTheIncubationOfWhoNeedsIt() {
        var number = asked(asks(FIRST, "2029-06-30"), asks(SECOND, "2030-01-01"), Map.of("entityName", "云溪无名有限公司", "entityUscc", "91990101MA0000130L", "extendedTo", "2029-06-30", "reason", "研发未完成"));
        assertThat(work.lines(number)).extracting(ClaimLine::reason).containsExactly(null, "TOO_LONG", "NOT_IN_ROSTER");
        story.decide("reviewer.qinghe", number, "VISIT");
        story.decide("reviewer.qinghe", number, "VISITED");
        story.decide("reviewer.qinghe", number, "PROPOSE");
        story.decide("rechecker.qinghe", number, "AGREE");
        story.decide("approver.qinghe", number, "APPROVE");
        assertThat(work.find(number).state()).isEqualTo("EXTENDED");
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).containsExactly("DOC-01", "DOC-04", "DOC-08");
        assertThat(jdbc.queryForList("select label from roster_entry where extended_to = date '2029-06-30' and left_on is null", String.class)).containsExactly(FIRST.get("entityName"));
        var again = asked(asks(FIRST, "2029-09-30"));
        assertThat(work.lines(again)).extracting(ClaimLine::reason).containsExactly("EXTENDED_BEFORE");
        story.decide("reviewer.qinghe", again, "PROPOSE");
        story.decide("rechecker.qinghe", again, "RETURN");
        story.decide("reviewer.qinghe", again, "PROPOSE");
        story.decide("rechecker.qinghe", again, "AGREE");
        story.decide("approver.qinghe", again, "APPROVE");
        assertThat(work.find(again).state()).as("nobody is left to extend").isEqualTo("REJECTED");
    }

    /** Who was excluded for fraud is not extended either; he reads by which clause and from when he may ask again. */
    @Test
    void extendsNothingForWhoIsExcluded() {
        var until = story.today().plusYears(3);
        var first = draft("incubation-extension", List.of(asks(FIRST, "2029-06-30")));
        transaction.executeWithoutResult(status -> credit.enter(work.find(first).applicantIndex(), "岭海鸿萌创业孵化有限公司", first, CreditRecords.Kind.EXCLUDE, story.today(), until));
        var number = asked(asks(FIRST, "2029-06-30"));
        assertThat(work.claimVerdict(number)).contains("FAIL");
        assertThat(work.claimFindings(number)).filteredOn(finding -> finding.code().equals("OPERATOR_CREDIT")).singleElement().satisfies(finding -> {
            assertThat(finding.clauses()).anyMatch(clause -> clause.contains("联合惩戒"));
            assertThat(finding.facts()).extracting(Finding.FactUsed::value).containsExactly("true", until.toString());
        });
        var web = new WebClient(port);
        web.login("reviewer.qinghe", "huibu-demo");
        assertThat(web.get("/inbox/" + story.task(number, "reviewer.qinghe").taskId()).body()).contains("可以再次申领的日期", until.toString());
    }

    /** What nobody has judged yet says so, and says nothing else. */
    @Test
    void tellsThatALineIsNotJudgedYet() {
        var number = draft("incubation-extension", List.of(asks(FIRST, "2029-06-30")));
        story.attachAll(number);
        cases.submit(number);
        var web = new WebClient(port);
        web.login("base.hongmeng", "huibu-demo");
        assertThat(web.get("/my/cases/" + number).body()).contains("尚未核对").doesNotContain(">null<");
    }

    /** One place is left: it goes to the entity of a worker released by a company that cut overcapacity, as the department says, though it stands behind another. */
    @Test
    void letsReleasedWorkersInFirstWherePlacesAreShort() {
        oneIsLeft();
        var number = filed(enters("云溪后到有限公司", "91990101MA0000130L"), released(RELEASED));
        var task = story.task(number, "acceptor.qinghe");
        assertThat(task.priority()).isEqualTo("去产能分流人员创业优先入驻");
        assertThat(task.declared()).isNull();
        story.decide("acceptor.qinghe", number, "ACCEPTED");
        eventually(() -> work.find(number).state().equals("RECORDED"));
        assertThat(work.lines(number)).extracting(ClaimLine::reason).containsExactly("NO_PLACE_LEFT", null);
        assertThat(jdbc.queryForList("select priority from roster_entry where label in ('云溪后到有限公司', '云溪新岗有限公司')", String.class)).containsExactly("DECAPACITY");
        var ordinary = filed(enters("云溪寻常有限公司", "91990101MA0000130L"));
        assertThat(story.task(ordinary, "acceptor.qinghe").priority()).isNull();
        assertThat(story.task(ordinary, "acceptor.qinghe").declared()).isNull();
    }

    /** The department knows nothing of the founder: what is only declared moves nothing forward; it and whoever it could push out wait for a person. */
    @Test
    void whatIsOnlyDeclaredWaitsForAPersonWhoConfirmsIt() {
        oneIsLeft();
        var number = filed(enters("云溪后到有限公司", "91990101MA0000130L"), released("990101199102111089"));
        var task = story.task(number, "acceptor.qinghe");
        assertThat(task.priority()).isNull();
        assertThat(task.declared()).isEqualTo("去产能分流人员创业优先入驻");
        assertThat(task.urgency()).as("it does not go first").isEqualTo(task.due());
        var officer = new WebClient(port);
        officer.login("acceptor.qinghe", "huibu-demo");
        assertThat(officer.get("/inbox").body()).contains("申报优先，待核实：去产能分流人员创业优先入驻");
        story.decide("acceptor.qinghe", number, "ACCEPTED");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        assertThat(work.lines(number)).extracting(ClaimLine::verdict).containsExactly("NEEDS_PERSON", "NEEDS_PERSON");
        assertThat(work.lines(number)).extracting(ClaimLine::reason).containsExactly("NO_PLACE_LEFT", "NO_PLACE_LEFT");
        var review = story.task(number, "reviewer.qinghe");
        assertThatThrownBy(() -> reviewing.decide(review.taskId(), new Reviewing.Decision("PROPOSE", "已核", List.of(), Map.of()))).isInstanceOf(Refusal.class)
                .satisfies(refusal -> assertThat(((Refusal) refusal).faults()).extracting(Fault::code).containsExactly("lineUnsettled", "lineUnsettled"));
        assertThatThrownBy(() -> reviewing.decide(review.taskId(), new Reviewing.Decision("PROPOSE", "两家都入驻", List.of(new Reviewing.LineDecision(0, "PASS", Money.ZERO, "挤一挤"),
                new Reviewing.LineDecision(1, "PASS", Money.ZERO, "分流安置证明属实")), Map.of()))).isInstanceOf(Refusal.class).as("one place is left")
                .satisfies(refusal -> assertThat(((Refusal) refusal).faults()).extracting(Fault::code).containsExactly("placesShort", "placesShort"));
        reviewing.decide(review.taskId(), new Reviewing.Decision("PROPOSE", "凭分流安置证明核实", List.of(new Reviewing.LineDecision(0, "FAIL", Money.ZERO, "名额已由分流人员优先使用"),
                new Reviewing.LineDecision(1, "PASS", Money.ZERO, "分流安置证明属实")), Map.of()));
        assertThat(work.find(number).state()).isEqualTo("RECORDED");
        assertThat(jdbc.queryForList("select priority from roster_entry where label in ('云溪后到有限公司', '云溪新岗有限公司')", String.class)).containsExactly("DECAPACITY");
    }

    /** The operator is asked for proof and takes the declaration back: then nobody has to look any more. A silent source is waited for and then left to a person. */
    @Test
    void aDeclarationCanBeTakenBackAndASilentSourceIsNotWaitedForForEver() {
        knobs.set("employment", "down");
        var number = filed(released(RELEASED));
        assertThat(story.task(number, "acceptor.qinghe").declared()).as("nothing holds up the acceptance").isNotNull();
        story.decide("acceptor.qinghe", number, "ACCEPTED");
        eventually(() -> work.timeline(number).stream().anyMatch(one -> one.what().equals("WaitingForSource")));
        clock.forwardTo(clock.now().plus(Duration.ofDays(7)));
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        assertThat(work.lines(number)).extracting(ClaimLine::reason).containsExactly("PRIORITY_UNPROVEN");
        reviewing.decide(story.task(number, "reviewer.qinghe").taskId(), new Reviewing.Decision("CORRECTION", "请补证明", List.of(), Map.of("lines[0]", "请上传分流安置证明，或者不再申报优先")));
        as("base.hongmeng");
        cases.save(number, null, Map.of(), List.of(enters("云溪新岗有限公司", "91990101MA0000977W")));
        cases.correct(number);
        assertThat(work.find(number).state()).isEqualTo("RECORDED");
        assertThat(jdbc.queryForList("select priority from roster_entry where label = '云溪新岗有限公司'", String.class)).containsExactly((String) null);
        knobs.set("employment", "up");
    }

    /** A year after it left an entity is asked about; a source that is down is asked again; a second node finds nothing left to ask. */
    @Test
    void findsOutWhetherWhoLeftSurvives() {
        knobs.set("market", "down");
        var alive = leaves("云溪长风制造有限公司", "91990101MA0000130L", "2025-10-10");
        var gone = leaves("云溪已散有限公司", "91440100MA50000180", "2025-10-10");
        var lately = leaves("云溪启航孵化器管理有限公司", "91990102MA0009002H", story.today().minusMonths(2).toString());
        var number = filed(alive, gone, lately);
        story.decide("acceptor.qinghe", number, "ACCEPTED");
        var recognition = jdbc.queryForObject("select id from recognition", Long.class);
        assertThat(survival.of(recognition, story.today())).as("nobody has answered yet").isEmpty();
        knobs.set("market", "up");
        eventually(() -> survival.of(recognition, story.today()).isPresent());
        assertThat(survival.of(recognition, story.today())).contains(new Survival.Counted(2, 1));
        var base = jdbc.queryForObject("select number from recognition", String.class).substring("RD-".length());
        assertThat(work.timeline(base)).extracting(CaseWork.Happening::what).contains("FollowedUpAlive", "FollowedUpGone");
    }

    private void oneIsLeft() {
        var inside = jdbc.queryForObject("select count(*) from roster_entry where left_on is null", Integer.class);
        transaction.executeWithoutResult(status -> jdbc.update("update recognition set attributes = replace(attributes, '\"places\":\"\"', '\"places\":\"" + (inside + 1) + "\"')"));
    }

    private static Map<String, String> released(String founder) {
        var row = enters("云溪新岗有限公司", "91990101MA0000977W");
        row.putAll(Map.of("founderIdNo", founder, "priorityGroup", "DECAPACITY"));
        return row;
    }

    @SafeVarargs
    private String asked(Map<String, String>... rows) {
        var number = draft("incubation-extension", List.of(rows));
        story.attachAll(number);
        cases.submit(number);
        story.decide("acceptor.qinghe", number, "ACCEPTED");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        return number;
    }

    @SafeVarargs
    private String filed(Map<String, String>... rows) {
        var number = draft("base-roster", List.of(rows));
        cases.submit(number);
        return number;
    }

    private String draft(String scheme, List<Map<String, String>> rows) {
        as("base.hongmeng");
        var number = cases.open(scheme, QINGHE);
        cases.save(number, null, Map.of("operator.name", "岭海鸿萌创业孵化有限公司", "operator.uscc", "91990101MA00090010"), new ArrayList<>(rows));
        return number;
    }

    private static Map<String, String> asks(Map<String, String> entity, String until) {
        return Map.of("entityName", entity.get("entityName"), "entityUscc", entity.get("entityUscc"), "extendedTo", until, "reason", "产品即将定型");
    }

    private static Map<String, String> enters(String name, String uscc) {
        return new LinkedHashMap<>(Map.of("entityName", name, "entityUscc", uscc, "founderName", "某人", "founderIdNo", "990101199102111089", "address", "青禾区星河路1号",
                "agreementNo", "FH-1", "enteredOn", "2026-10-01"));
    }

    private static Map<String, String> leaves(String name, String uscc, String left) {
        var row = enters(name, uscc);
        row.putAll(Map.of("enteredOn", "2024-01-01", "leftOn", left));
        return row;
    }
}
