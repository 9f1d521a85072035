package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;
import static org.huibu.LoanStory.person;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.tracking.CaseClocks;
import org.huibu.consent.Confirmation;
import org.huibu.consent.Consent;
import org.huibu.consent.Consents;
import org.huibu.letters.Letters;
import org.huibu.process.clock.MovableClock;
import org.huibu.review.Reviewing;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Spouse and guarantor consent by a link of their own, through the product's services and, for the page, over HTTP. */
@HuibuTest
class ConsentTests {

    private static final String SPOUSE = "990101199003031235";
    private static final String GUARANTOR = "990101198504041218";
    @Autowired LoanStory loan;
    @Autowired AwardStory story;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired CaseClocks clocks;
    @Autowired Consents consents;
    @Autowired Confirmation confirmation;
    @Autowired Letters letters;
    @Autowired Reviewing reviewing;
    @Autowired MovableClock clock;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;
    @LocalServerPort int port;

    @BeforeEach
    void begin() {
        loan.begin();
        transaction.executeWithoutResult(status -> List.of("throttle", "sandbox_sms").forEach(table -> jdbc.update("delete from " + table)));
    }

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    @Test
    void goesOnWhenAllHaveConsented() {
        var number = accepted(married());
        assertThat(work.find(number).state()).isEqualTo("AWAITING_CONSENT");
        assertThat(consents.ofCase(number)).extracting(Consent::kind, Consent::state)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("spouse", Consent.State.OPEN), org.assertj.core.groups.Tuple.tuple("guarantor", Consent.State.OPEN));
        loan.answer("程远", SPOUSE, true);
        assertThat(work.find(number).state()).isEqualTo("AWAITING_CONSENT");
        loan.answer("郭安", GUARANTOR, true);
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        assertThat(work.timeline(number)).extracting(CaseWork.Happening::what).contains("ConsentAsked", "ConsentGiven");
        assertThat(clocks.charged(number)).as("the wait is the applicant's").containsKey("department");
    }

    @Test
    void endsWithALetterWhenTheSpouseRefuses() {
        var number = accepted(married());
        loan.answer("程远", SPOUSE, false);
        assertThat(work.find(number).state()).isEqualTo("CONSENT_REFUSED");
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).containsExactly("DOC-01", "DOC-16");
        assertThat(consents.ofCase(number)).singleElement().satisfies(one -> assertThat(one.reason()).isEqualTo("不愿意"));
        assertThatThrownBy(() -> loan.answer("郭安", GUARANTOR, true)).as("nobody needs it any more").extracting("kind").isEqualTo(Refusal.Kind.NOT_FOUND);
    }

    /** Five wrong names, and the link is shut for a while; what was wrong stands in the case's trail. */
    @Test
    void shutsALinkAfterWrongNames() {
        var number = accepted(married());
        var token = token(SPOUSE);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> say(token, "程近", SPOUSE)).extracting("code").isEqualTo("invalid");
        }
        assertThatThrownBy(() -> say(token, "程远", SPOUSE)).extracting("code").isEqualTo("consentThrottled");
        assertThat(work.timeline(number)).filteredOn(one -> one.what().equals("ConsentWrongIdentity")).hasSize(5);
        assertThat(jdbc.queryForList("select token_hash from consent where case_number = ?", String.class, number)).doesNotContain(token);
        assertThat(jdbc.queryForList("select text_ from text_message", String.class)).as("a message that is out is wiped").noneMatch(text -> text.contains(token));
    }

    @Test
    void renewsALinkThatRanOut() {
        var number = accepted(married());
        var old = token(SPOUSE);
        clock.forwardTo(consents.ofCase(number).get(0).expiresAt().plusSeconds(1));
        assertThatThrownBy(() -> say(old, "程远", SPOUSE)).extracting("code").isEqualTo("consentExpired");
        var spouse = consents.ofCase(number).get(0);
        as("founder.heqing");
        assertThatThrownBy(() -> consents.renew(number, spouse.id())).as("somebody else's case").extracting("kind").isEqualTo(Refusal.Kind.NOT_FOUND);
        as("founder.bailu");
        consents.renew(number, spouse.id());
        eventually(() -> !token(SPOUSE).equals(old));
        assertThatThrownBy(() -> confirmation.look(old)).extracting("kind").isEqualTo(Refusal.Kind.NOT_FOUND);
        say(token(SPOUSE), "程远", SPOUSE);
        assertThat(consents.ofCase(number).get(0).state()).isEqualTo(Consent.State.GIVEN);
    }

    @Test
    void endsWhenNobodyAnswers() {
        var number = accepted(married());
        clock.forwardTo(clock.now().plus(Duration.ofDays(40)));
        eventually(() -> work.find(number).state().equals("CONSENT_MISSING"));
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).contains("DOC-16");
    }

    /** After a correction only what changed is consented to again. */
    @Test
    void asksAgainWhatChanged() {
        var number = accepted(married());
        loan.answer("程远", SPOUSE, true);
        loan.answer("郭安", GUARANTOR, true);
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        var task = story.task(number, "reviewer.qinghe");
        reviewing.decide(task.taskId(), new Reviewing.Decision("CORRECTION", "请核对", List.of(), Map.of("loan.purpose", "请写明用途"), Map.of()));
        as("founder.bailu");
        var form = married();
        form.put("project.description", "更正后的项目说明");
        cases.save(number, null, form, null);
        cases.correct(number);
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        var again = story.task(number, "reviewer.qinghe");
        assertThat(again).isNotNull();
        assertThat(consents.ofCase(number)).as("nothing that they saw has changed").hasSize(2);
    }

    @Test
    void namesWhoeverHasToConsentWhole() {
        var form = married();
        form.remove("borrower.spouseMobile");
        form.remove("guarantee.guarantorName");
        var number = loan.draft("founder.bailu", "loan-person", form, List.of());
        as("founder.bailu");
        assertThat(cases.check(number)).extracting(Fault::path, Fault::code).contains(org.assertj.core.groups.Tuple.tuple("borrower.spouseMobile", "consentPerson"),
                org.assertj.core.groups.Tuple.tuple("guarantee.guarantorName", "consentPerson"));
    }

    /** The page without a login: nothing in clear, faults beside their fields, an answer that stays. */
    @Test
    void answersOnThePage() {
        var number = accepted(married());
        var phone = new WebClient(port);
        var page = phone.get(loan.link(SPOUSE));
        assertThat(page.body()).contains("程*", "白*", "200000").doesNotContain(SPOUSE, "白露", "990101199102111089");
        var wrong = phone.post(loan.link(SPOUSE), loan.link(SPOUSE), Map.of("name", "程远", "tail", "12", "given", "false", "reason", ""));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("请填写 6 位", "不同意的理由 - 必填");
        phone.post(loan.link(SPOUSE), loan.link(SPOUSE), Map.of("name", "程远", "tail", SPOUSE.substring(12), "given", "true"));
        assertThat(phone.get(loan.link(SPOUSE)).body()).contains("已同意").doesNotContain("name=\"tail\"");
        assertThat(phone.get("/confirm/nothing").statusCode()).isEqualTo(404);
        assertThat(consents.ofCase(number).get(0).state()).isEqualTo(Consent.State.GIVEN);
    }

    private static Map<String, String> married() {
        var form = person();
        form.putAll(Map.of("borrower.spouseName", "程远", "borrower.spouseIdNo", SPOUSE, "borrower.spouseMobile", LoanStory.mobile(SPOUSE), "loan.amount", "200000",
                "guarantee.type", "GUARANTOR", "guarantee.guarantorName", "郭安", "guarantee.guarantorIdNo", GUARANTOR, "guarantee.guarantorMobile", LoanStory.mobile(GUARANTOR)));
        return form;
    }

    private String accepted(Map<String, String> form) {
        var number = loan.draft("founder.bailu", "loan-person", form, List.of());
        as("founder.bailu");
        cases.submit(number);
        story.decide("acceptor.qinghe", number, "ACCEPTED");
        return number;
    }

    private String token(String idNo) {
        return loan.link(idNo).substring("/confirm/".length());
    }

    private void say(String token, String name, String idNo) {
        AwardStory.nobody();
        confirmation.answer(token, new Confirmation.Answer(name, idNo.substring(12), true, null), "test");
    }
}
