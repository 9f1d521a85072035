package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.as;
import static org.huibu.MovingStory.MODEL;
import static org.huibu.MovingStory.OWN;
import static org.huibu.MovingStory.SCHEME;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.huibu.audit.Trail;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.identity.Role;
import org.huibu.scheme.Releases;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Fault;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.studio.draft.Draft;
import org.huibu.studio.draft.Workshop;
import org.huibu.studio.draft.ParameterTable;
import org.huibu.studio.draft.Places;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** An administrator's first change: drafted, refused by the gate, corrected, released by a second person; the old case stays where it began. */
@HuibuTest
class FirstChangeTests {

    private static final String SHARED = "shared/parameters.yaml";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    @LocalServerPort int port;
    @Autowired AwardStory story;
    @Autowired MovingStory moving;
    @Autowired CaseWork work;
    @Autowired Workshop workshop;
    @Autowired Releases releases;
    @Autowired Schemes schemes;
    @Autowired Trail trail;
    private Releases.Release first;

    @BeforeEach
    void begin() {
        story.begin();
        first = moving.begin();
    }

    @AfterEach
    void asItWas() {
        moving.back(first);
    }

    @Test
    void isRefusedByTheGateCorrectedAndReleasedByASecondPerson() {
        var old = moving.submitted();
        as("policy.editor");
        long id = workshop.open(first.id(), "提高每公里标准");
        amount(id, "3");
        replace(id, MODEL, "\"T_REVIEW\"", "\"T_NEVER\"");
        replace(id, MODEL, "camunda:delegateExpression=\"${judgeLines}\"", "camunda:class=\"java.lang.Runtime\"");
        var draft = workshop.find(id);
        assertThat(Places.of(workshop.faults(draft), draft.files())).anySatisfy(placed -> {
            assertThat(placed.fault().code()).isEqualTo("limitWithoutParameter");
            assertThat(placed.element()).isEqualTo("review");
            assertThat(placed.name()).isEqualTo("审核");
        }).anySatisfy(placed -> {
            assertThat(placed.fault().code()).isEqualTo("attributeNotAllowed");
            assertThat(placed.element()).isEqualTo("judgeLines");
        });
        assertThatThrownBy(() -> workshop.submit(id, draft.version())).extracting("kind").isEqualTo(Refusal.Kind.INVALID);
        assertThat(workshop.find(id).open()).isTrue();

        replace(id, MODEL, "camunda:class=\"java.lang.Runtime\"", "camunda:delegateExpression=\"${judgeLines}\"");
        replace(id, MODEL, "\"T_NEVER\"", "\"T_SIGN\"");
        assertThat(workshop.faults(workshop.find(id))).isEmpty();
        assertThat(workshop.difference(workshop.find(id))).anySatisfy(change -> {
            assertThat(change.id()).isEqualTo("review");
            assertThat(change.details()).singleElement().satisfies(d -> assertThat(List.of(d.property(), d.before(), d.after())).containsExactly("property.deadline", "T_REVIEW", "T_SIGN"));
        }).anySatisfy(change -> {
            assertThat(change.name()).isEqualTo("MOVE_UNIT");
            assertThat(change.details()).singleElement().satisfies(d -> assertThat(List.of(d.property(), d.before(), d.after())).containsExactly("value", "2", "3"));
        }).hasSize(2);
        workshop.submit(id, workshop.find(id).version());
        assertThatThrownBy(() -> workshop.release(id, workshop.find(id).version())).extracting("code").isEqualTo("notAPolicyReleaser");
        assertThatThrownBy(() -> workshop.save(id, workshop.find(id).version(), OWN, "x")).extracting("code").isEqualTo("draftNotOpen");

        as("policy.approver");
        workshop.giveBack(id, workshop.find(id).version(), "请写明依据");
        as("policy.editor");
        workshop.submit(id, workshop.find(id).version());
        as("policy.approver");
        var second = workshop.release(id, workshop.find(id).version());
        assertThat(second.version()).isGreaterThan(first.version());
        assertThat(second.approvedBy()).isEqualTo("policy.approver");

        var fresh = moving.submitted();
        assertThat(work.scheme(old).releaseId()).isEqualTo(first.id());
        assertThat(work.scheme(fresh).releaseId()).isEqualTo(second.id());
        assertThat(work.lines(old)).singleElement().extracting(ClaimLine::amount).isEqualTo(Money.ofYuan(1_000));
        assertThat(work.lines(fresh)).singleElement().extracting(ClaimLine::amount).isEqualTo(Money.ofYuan(1_500));
        assertThat(story.task(old, "reviewer.qinghe").due()).isAfter(story.task(fresh, "reviewer.qinghe").due());
        story.decide("reviewer.qinghe", old, "PROPOSE");
        var client = new WebClient(port);
        client.login("person.bailu", "huibu-demo");
        assertThat(client.get("/my/cases/" + old).body()).contains("依据第 " + first.version() + " 版办理");
        assertThat(client.get("/my/cases/" + fresh).body()).contains("依据第 " + second.version() + " 版办理");

        schemes.afterSingletonsInstantiated();
        assertThat(releases.active(SCHEME).id()).as("a restart changes nothing").isEqualTo(second.id());
        assertThat(trail.entries("system")).extracting(Trail.Entry::type).contains("DraftOpened", "DraftSaved", "DraftSubmitted", "DraftReturned", "SchemeReleased", "DraftReleased");
    }

    @Test
    void losesNothingWhenTwoEditAndNobodyReleasesHisOwn() {
        moving.person("policy.both", "政策双岗", Role.POLICY_EDITOR, Role.POLICY_APPROVER);
        as("policy.editor");
        long id = workshop.open(first.id(), "两人同时修改");
        long seen = workshop.find(id).version();
        var client = new WebClient(port);
        client.login("policy.second", "huibu-demo");
        var page = "/admin/drafts/" + id + "/parameters?file=" + OWN + "&row=0";
        assertThat(client.get(page).body()).contains("MOVE_UNIT");
        amount(id, "4");
        var answer = client.post(page, "/admin/drafts/" + id + "/parameters", row(id, OWN, 0, "value", "5.55", seen));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("政策编辑 文", "5.55", "对方保存的是：4");
        answer = client.post(page, "/admin/drafts/" + id + "/parameters", row(id, OWN, 0, "value", "5.55", workshop.find(id).version()));
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(ParameterTable.read(workshop.find(id).files().get(OWN)).rows().get(0).get("value")).as("fen are kept").isEqualTo("5.55");
        assertThat(workshop.faults(workshop.find(id))).isEmpty();

        as("policy.both");
        amount(id, "6");
        workshop.submit(id, workshop.find(id).version());
        assertThatThrownBy(() -> workshop.release(id, workshop.find(id).version())).extracting("code").isEqualTo("separationSd4");
        workshop.takeBack(id, workshop.find(id).version());
        workshop.discard(id, workshop.find(id).version());
    }

    @Test
    void changesAnAmountByAFormFromADayOnAndTellsFaultsAtTheirFields() {
        as("policy.editor");
        long id = workshop.open(first.id(), "自 2027 年起提高标准");
        var client = new WebClient(port);
        client.login("policy.editor", "huibu-demo");
        var page = "/admin/drafts/" + id + "/parameters?file=" + OWN + "&row=0";
        var form = row(id, OWN, 0, "value", "三元", workshop.find(id).version());
        form.putAll(Map.of("from", "2027-13-01", "source", " ", "region", "99"));
        var answer = client.post(page, "/admin/drafts/" + id + "/parameters", form);
        assertThat(answer.headers().firstValue("Location")).hasValueSatisfying(to -> assertThat(to).contains("saved", "row=0#edit"));
        assertThat(client.get(page).body()).contains("id=\"from-error\"", "id=\"source-error\"", "三元").doesNotContain("id=\"verification-error\"");
        assertThat(workshop.faults(workshop.find(id))).extracting(Fault::code).containsExactlyInAnyOrder("parameterDate", "parameterMissing");

        form.putAll(Map.of("from", "2027-01-01", "source", "新文件第三条", "version", "" + workshop.find(id).version()));
        client.post(page, "/admin/drafts/" + id + "/parameters", form);
        assertThat(client.get(page).body()).contains("id=\"value-error\"", "id=\"region-error\"").doesNotContain("id=\"from-error\"");

        workshop.save(id, workshop.find(id).version(), OWN, releases.files(first.id()).get(OWN));
        form = row(id, OWN, 0, "value", "3", workshop.find(id).version());
        form.putAll(Map.of("from", "2027-01-01", "source", "新文件第三条", "_action", "follow"));
        client.post(page, "/admin/drafts/" + id + "/parameters", form);
        var rows = ParameterTable.read(workshop.find(id).files().get(OWN)).rows();
        assertThat(rows.get(0).get("value") + " until " + rows.get(0).get("to")).isEqualTo("2 until 2027-01-01");
        assertThat(rows.get(1).get("value") + " from " + rows.get(1).get("from")).isEqualTo("3 from 2027-01-01");
        assertThat(workshop.faults(workshop.find(id))).isEmpty();
        assertThat(workshop.difference(workshop.find(id))).extracting(change -> change.kind().name()).containsExactlyInAnyOrder("CHANGED", "ADDED");
        assertThat(client.get("/admin/drafts/" + id + "/parameters?file=" + SHARED).body()).as("of its own flow only").contains("T_REVIEW").doesNotContain("LOAN_STOP_RATE");
        workshop.discard(id, workshop.find(id).version());
    }

    @Test
    void goesTheSameWayByTheInterface() {
        var editor = new ApiClient(port, "policy.editor");
        var opened = editor.post("/drafts", Map.of("scheme", SCHEME, "purpose", "提高标准"));
        assertThat(opened.status()).isEqualTo(201);
        var path = "/drafts/" + opened.body().path("draft").path("id").asString();
        var text = editor.get(path + "/file?name=" + OWN).body().path("text").asString();
        assertThat(put(editor, path, 0, text.replace("value: 2", "value: two")).status()).isEqualTo(200);
        var faults = editor.get(path + "/check").body().path("faults");
        assertThat(faults.get(0).path("code").asString() + " at " + faults.get(0).path("field").asString()).isEqualTo("parameterKind at value");
        assertThat(step(editor, path, "submit", 1, Map.of()).status()).isEqualTo(422);
        assertThat(put(editor, path, 0, text).code()).as("an old version").isEqualTo("draftChanged");
        assertThat(put(editor, path, 1, text.replace("value: 2", "value: 9")).status()).isEqualTo(200);
        assertThat(editor.get(path + "/difference").body().path("changes").get(0).path("details").get(0).path("after").asString()).isEqualTo("9");
        assertThat(step(editor, path, "submit", 2, Map.of()).body().path("draft").path("state").asString()).isEqualTo("SUBMITTED");
        assertThat(step(editor, path, "release", 3, Map.of()).code()).isEqualTo("notAPolicyReleaser");
        assertThat(new ApiClient(port, "person.bailu").get(path).code()).isEqualTo("notAReaderOfDrafts");

        var approver = new ApiClient(port, "policy.approver");
        assertThat(step(approver, path, "return", 3, Map.of("reason", " ")).body().path("errors").get(0).path("path").asString()).isEqualTo("reason");
        var released = step(approver, path, "release", 3, Map.of());
        assertThat(released.body().path("draft").path("releasedAs").asInt()).isGreaterThan(first.version());
        var late = step(approver, path, "return", 3, Map.of("reason", "再看看"));
        assertThat(late.code()).isEqualTo("draftAlready");
        assertThat(late.body().path("detail").asString()).contains("发布");
    }

    private static ApiClient.Answer put(ApiClient client, String path, long version, String text) {
        return client.header("If-Match", "" + version).send("PUT", path + "/file", JSON.writeValueAsBytes(Map.of("name", OWN, "text", text)), "application/json", UUID.randomUUID().toString());
    }

    private static ApiClient.Answer step(ApiClient client, String path, String step, long version, Map<String, String> body) {
        return client.header("If-Match", "" + version).post(path + "/" + step, body);
    }

    @Test
    void tellsPoisonedContentClearly() {
        as("policy.editor");
        long id = workshop.open(first.id(), "有问题的内容");
        var files = workshop.find(id).files();
        var wrong = new LinkedHashMap<String, Map.Entry<String, String>>();
        wrong.put("elementNotAllowed", Map.entry(MODEL, files.get(MODEL).replaceFirst("<bpmn:serviceTask", "<bpmn:scriptTask id=\"evil\" scriptFormat=\"groovy\"/><bpmn:serviceTask")));
        wrong.put("topicUnknown", Map.entry(MODEL, files.get(MODEL).replace("camunda:topic=\"gatherEvidence\"", "camunda:topic=\"leakEverything\"")));
        wrong.put("xmlBroken", Map.entry(MODEL, "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><x>&y;</x>"));
        wrong.put("parameterKind", Map.entry(OWN, files.get(OWN).replace("value: 2", "value: 'two'")));
        wrong.put("parameterDate", Map.entry(OWN, files.get(OWN).replace("2016-01-01", "'2016-02-30'")));
        wrong.put("schemeKeyChanged", Map.entry(SCHEME + "/scheme.yaml", files.get(SCHEME + "/scheme.yaml").replaceFirst("key: graduate-moving", "key: base-roster")));
        wrong.forEach((code, change) -> {
            workshop.save(id, workshop.find(id).version(), change.getKey(), change.getValue());
            assertThat(workshop.faults(workshop.find(id))).as(code).extracting(Fault::code).isNotEmpty();
            if (!code.equals("schemeKeyChanged")) {
                assertThat(workshop.faults(workshop.find(id))).as(code).extracting(Fault::code).contains(code);
            }
            assertThatThrownBy(() -> workshop.submit(id, workshop.find(id).version())).as(code).extracting("kind").isEqualTo(Refusal.Kind.INVALID);
            workshop.save(id, workshop.find(id).version(), change.getKey(), files.get(change.getKey()));
        });
        assertThatThrownBy(() -> workshop.submit(id, workshop.find(id).version())).extracting("code").isEqualTo("nothingChanged");
        assertThatThrownBy(() -> workshop.save(id, workshop.find(id).version(), "base-roster/scheme.yaml", "x")).extracting("kind").isEqualTo(Refusal.Kind.NOT_FOUND);
        workshop.discard(id, workshop.find(id).version());
    }

    @Test
    void takesOverWhatWasReleasedMeanwhile() {
        as("policy.editor");
        long one = workshop.open(first.id(), "先发布的");
        long two = workshop.open(first.id(), "后发布的");
        amount(one, "7");
        replace(two, SHARED, "{key: T_REVIEW, value: 10", "{key: T_REVIEW, value: 8");
        workshop.submit(one, workshop.find(one).version());
        workshop.submit(two, workshop.find(two).version());
        as("policy.approver");
        workshop.release(one, workshop.find(one).version());
        assertThatThrownBy(() -> workshop.release(two, workshop.find(two).version())).extracting("code").isEqualTo("runningReleaseChanged");
        workshop.giveBack(two, workshop.find(two).version(), "现行版本已变");
        as("policy.editor");
        assertThatThrownBy(() -> workshop.submit(two, workshop.find(two).version())).extracting("code").isEqualTo("draftBehind");
        workshop.follow(two, workshop.find(two).version());
        assertThat(workshop.difference(workshop.find(two))).singleElement().satisfies(change -> assertThat(change.name()).isEqualTo("T_REVIEW"));
        workshop.discard(two, workshop.find(two).version());
    }

    private void amount(long id, String value) {
        var table = ParameterTable.read(workshop.find(id).files().get(OWN));
        workshop.save(id, workshop.find(id).version(), OWN, table.with(0, Map.of("value", value)));
    }

    private void replace(long id, String file, String old, String now) {
        Draft draft = workshop.find(id);
        assertThat(draft.files().get(file)).contains(old);
        workshop.save(id, draft.version(), file, draft.files().get(file).replace(old, now));
    }

    private Map<String, String> row(long id, String file, int row, String field, String value, long version) {
        var form = new LinkedHashMap<>(ParameterTable.read(workshop.find(id).files().get(file)).rows().get(row).typed());
        form.putAll(Map.of("file", file, "row", Integer.toString(row), "version", Long.toString(version), field, value));
        return form;
    }

}
