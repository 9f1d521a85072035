package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.process.clock.MovableClock;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.Reviewing;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One notice lists everything; a second one only names what the correction caused (flows §1.5, §8.4). */
@HuibuTest
class CorrectionTests {

    @Autowired AwardStory story;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired Inbox inbox;
    @Autowired Reviewing reviewing;
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
    void listsSeveralFaultsOfOneItem() {
        var number = submittedOnly();
        sendBack("acceptor.qinghe", number, Map.of("rentProof:MISSING", "缺少三月的发票", "rentProof:ILLEGIBLE", "四月的发票无法辨认", "lines[3].address", "与执照不一致"));
        as("base.hongmeng");
        assertThat(cases.corrections(number)).extracting(CaseFiles.CorrectionItem::item).containsExactlyInAnyOrder("rentProof", "rentProof", "lines[3].address");
        assertThat(cases.corrections(number)).extracting(CaseFiles.CorrectionItem::code).containsExactlyInAnyOrder("MISSING", "ILLEGIBLE", null);
    }

    @Test
    void aSecondNoticeNamesOnlyWhatTheCorrectionCaused() {
        var number = submittedOnly();
        sendBack("acceptor.qinghe", number, Map.of("rentProof", "缺少三月的发票"));
        as("base.hongmeng");
        cases.attach(number, "rentProof", "发票.pdf", AwardStory.PDF);
        var rows = new ArrayList<>(AwardStory.roster("roster-5-pass.csv"));
        rows.get(3).put("address", "岭海省云溪市青禾区星河路1号创业基地909室");
        cases.save(number, null, new LinkedHashMap<>(Map.of("operator.contact", "安虹")), rows);
        cases.correct(number);

        assertThatThrownBy(() -> sendBack("acceptor.qinghe", number, Map.of("serviceAgreements", "协议缺页", "lines[3].founderName", "姓名有误", "lines[3].address", "房号不存在",
                "operator.mobile", "号码有误"))).isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("secondNoticeNamesOldFault");
                    assertThat(refusal.faults()).extracting(Fault::path)
                            .containsExactlyInAnyOrder("faults.serviceAgreements", "faults.lines[3].founderName", "faults.operator.mobile");
                });
        assertThat(work.find(number).state()).isEqualTo("SUBMITTED");
        sendBack("acceptor.qinghe", number, Map.of("lines[3].address", "房号不存在", "operator.contact", "与委托书不一致", "rentProof:ILLEGIBLE", "无法辨认"));
        assertThat(work.openCorrections(number)).extracting(CaseFiles.CorrectionItem::item).containsExactlyInAnyOrder("lines[3].address", "operator.contact", "rentProof");
    }

    @Test
    void anUnknownItemOrAnEmptyTextIsRefused() {
        var number = submittedOnly();
        assertThatThrownBy(() -> sendBack("acceptor.qinghe", number, Map.of("rentProf", "x"))).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.faults()).containsExactly(Fault.at("faults.rentProf", "correctionItemUnknown", "rentProf")));
        assertThatThrownBy(() -> sendBack("acceptor.qinghe", number, Map.of("rentProof", " "))).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.faults()).extracting(Fault::code).containsExactly("correctionText"));
        assertThatThrownBy(() -> sendBack("acceptor.qinghe", number, Map.of("lines[77].address", "x"))).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.faults()).extracting(Fault::code).containsExactly("correctionItemUnknown"));
        assertThat(work.openCorrections(number)).isEmpty();
    }

    @Test
    void nothingMayBeAskedForAfterDeemedAcceptance() {
        var number = submittedOnly();
        clock.forwardTo(inbox.ofCase(number).get(0).due().plusSeconds(60));
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        assertThatThrownBy(() -> sendBack("reviewer.qinghe", number, Map.of("rentProof", "缺少三月的发票"))).isInstanceOf(Refusal.class)
                .extracting("code").isEqualTo("noticeAfterDeemedAcceptance");
    }

    @Test
    void keepsWhatWasTypedWhenTheCorrectionIsStillWrong() {
        var number = submittedOnly();
        sendBack("acceptor.qinghe", number, Map.of("operator.mobile", "号码有误"));
        as("base.hongmeng");
        cases.save(number, null, new LinkedHashMap<>(Map.of("operator.mobile", "12345", "operator.contact", "安虹")), null);
        assertThatThrownBy(() -> cases.correct(number)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.faults()).extracting(Fault::path).containsExactly("operator.mobile"));
        assertThat(cases.values(number)).containsEntry("operator.mobile", "12345").containsEntry("operator.contact", "安虹");
        assertThat(work.find(number).state()).isEqualTo("CORRECTION_REQUESTED");
        assertThat(cases.corrections(number)).hasSize(1);
    }

    private String submittedOnly() {
        var number = story.draft("incubation-award", "roster-5-pass.csv");
        cases.submit(number);
        return number;
    }

    private void sendBack(String officer, String number, Map<String, String> faults) {
        reviewing.decide(story.task(number, officer).taskId(), new Reviewing.Decision("CORRECTION", "请一次补齐", List.of(), faults));
    }
}
