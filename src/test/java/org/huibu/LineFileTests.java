package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.as;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.huibu.audit.Trail;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.linefile.LineFiles;
import org.huibu.casefile.listing.RosterLists;
import org.huibu.identity.Accounts;
import org.huibu.party.Protection;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Documents of single roster lines: asked for where the scheme says so, kept with their subject, shown beside the line. */
@HuibuTest
class LineFileTests {

    @LocalServerPort int port;
    @Autowired AwardStory house;
    @Autowired ApprenticeshipStory story;
    @Autowired CaseFiles cases;
    @Autowired LineFiles files;
    @Autowired Trail trail;
    @Autowired RosterLists lists;
    @Autowired Accounts accounts;
    @Autowired Protection protection;

    @BeforeEach
    void aHouseWithoutPlans() {
        story.begin();
    }

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    /** New hires of a borrowing firm: names are ticked from its list of the insured, and each has a contract of his own. */
    @Test
    void aHiresContractStandsBesideItsLine() {
        accounts.interests("firm.changfeng", protection.index("ENTERPRISE", "91990101MA0000130L"), null);
        as("firm.changfeng");
        var number = cases.open("loan-enterprise", AwardStory.QINGHE);
        cases.save(number, null, LoanStory.enterprise(), List.of());
        lists.mandate(number);
        var entry = lists.page(number, 0).entries().get(0);
        assertThat(lists.add(number, 0, Set.of(entry.key()))).isEqualTo(1);
        assertThat(cases.lines(number)).singleElement().satisfies(line -> assertThat(line.data()).containsKeys("name", "idNo"));
        assertThat(missing("firm.changfeng", number)).containsExactly("hires[0].files.contract");
        files.attach(number, 0, "contract", "合同.pdf", AwardStory.PDF);
        assertThat(missing("firm.changfeng", number)).isEmpty();
        var firm = new WebClient(port);
        firm.login("firm.changfeng", "huibu-demo");
        assertThat(firm.get("/my/cases/" + number + "/rows/0").body()).contains("合同.pdf", "人员类别", "网络商户", "参保起始日").doesNotContain("??");
    }

    @Test
    void aStudentsAgreementStandsBesideItsLine() {
        as(ApprenticeshipStory.FIRM);
        var number = cases.open("apprenticeship", AwardStory.QINGHE);
        cases.save(number, null, story.plan("STUDENT", "4", "0"), story.roster(1, 40));
        assertThat(missing(number)).containsExactly("lines[0].files.agreement", "lines[1].files.agreement");
        var firm = new WebClient(port);
        firm.login(ApprenticeshipStory.FIRM, "huibu-demo");
        var row = "/my/cases/" + number + "/rows/0";
        assertThat(firm.get(row).body()).contains("校企生三方协议", "劳动合同");
        var wrong = firm.upload(row, row + "/files?material=agreement", "file", "协议.pdf", "no document".getBytes(StandardCharsets.UTF_8), Map.of());
        assertThat(wrong.statusCode()).isEqualTo(302);
        assertThat(firm.get(row).body()).as("beside the document").contains("协议.pdf");
        assertThat(missing(number)).hasSize(2);
        assertThat(firm.upload(row, row + "/files?material=agreement", "file", "协议一.pdf", AwardStory.PDF, Map.of()).statusCode()).isEqualTo(302);
        assertThat(missing(number)).containsExactly("lines[1].files.agreement");

        as(ApprenticeshipStory.FIRM);
        var turned = new ArrayList<>(story.roster(1, 40));
        Collections.reverse(turned);
        cases.save(number, null, Map.of(), turned);
        assertThat(missing(number)).as("it goes with its subject").containsExactly("lines[0].files.agreement");
        files.attach(number, 0, "agreement", "协议二.pdf", AwardStory.PDF);
        house.attachAll(number);
        cases.submit(number);
        assertThatThrownBy(() -> files.attach(number, 0, "agreement", "晚了.pdf", AwardStory.PDF)).isInstanceOf(Refusal.class).extracting("code").isEqualTo("caseNotEditable");
        house.decide("acceptor.qinghe", number, "ACCEPTED");

        var officer = new WebClient(port);
        officer.login("reviewer.qinghe", "huibu-demo");
        assertThat(officer.get("/inbox/cases/" + number).body()).contains("附件 1 份");
        var line = officer.get("/inbox/cases/" + number + "/lines/1").body();
        assertThat(line).contains("协议一.pdf").doesNotContain("协议二.pdf");
        var href = line.replaceAll("(?s).*href=\"(/inbox/cases/[^\"]*/lines/1/files/\\d+)\".*", "$1");
        assertThat(officer.bytes(href, Map.of()).body()).isEqualTo(AwardStory.PDF);
        assertThat(trail.entries(number)).filteredOn(entry -> entry.type().equals("PersonalDataOpened") && entry.detail().contains("line 2 agreement")).hasSize(1);
        var stranger = new WebClient(port);
        stranger.login("base.hongmeng", "huibu-demo");
        assertThat(stranger.bytes(href.replaceAll(".*/", "/my/cases/" + number + "/rows/1/files/"), Map.of()).statusCode()).isEqualTo(404);
    }

    private List<String> missing(String number) {
        return missing(ApprenticeshipStory.FIRM, number);
    }

    private List<String> missing(String owner, String number) {
        as(owner);
        return cases.check(number).stream().map(Fault::path).filter(path -> path.contains("].files.")).toList();
    }
}
