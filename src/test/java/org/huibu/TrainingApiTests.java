package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.as;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.identity.Accounts;
import org.huibu.party.Protection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a firm's program keeps of its apprentices: documents of single lines, recordings, attendance. To everybody else the class does not exist. */
@HuibuTest
class TrainingApiTests {

    @LocalServerPort int port;
    @Autowired ApprenticeshipStory story;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
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

    @Test
    void attachesDocumentsToALineOnce() {
        as(ApprenticeshipStory.FIRM);
        var number = cases.open("apprenticeship", AwardStory.QINGHE);
        cases.save(number, null, story.plan("STUDENT", "4", "0"), story.roster(1, 40));
        var firm = new ApiClient(port, ApprenticeshipStory.FIRM);
        var path = "/cases/" + number + "/lines/1/materials";
        assertThat(firm.get(path).body().path("items")).isEmpty();
        var key = UUID.randomUUID().toString();
        var given = firm.upload(path, "agreement", "agreement.pdf", AwardStory.PDF, key);
        assertThat(given.status()).isEqualTo(201);
        var id = given.body().path("id").asString();
        assertThat(given.header("Location")).isEqualTo("/api/v1" + path + "/" + id);
        assertThat(firm.upload(path, "agreement", "agreement.pdf", AwardStory.PDF, key).body().path("id").asString()).as("the same request again").isEqualTo(id);
        assertThat(firm.get(path).body().path("items")).singleElement().satisfies(one -> assertThat(one.path("name").asString()).isEqualTo("agreement.pdf"));
        assertThat(firm.get(path + "/" + id).raw().body()).isEqualTo(AwardStory.PDF);
        assertThat(firm.get("/cases/" + number + "/lines/0/materials/" + id).status()).as("of another line").isEqualTo(404);
        assertThat(firm.get("/cases/" + number + "/check").body().path("errors").valueStream().map(one -> one.path("path").asString())).contains("lines[0].files.agreement")
                .doesNotContain("lines[1].files.agreement");
        var disguised = firm.upload(path, "agreement", "agreement.pdf", "no document".getBytes(StandardCharsets.UTF_8), UUID.randomUUID().toString());
        assertThat(disguised.status()).isEqualTo(415);
        assertThat(firm.upload(path, "nonsense", "a.pdf", AwardStory.PDF, UUID.randomUUID().toString()).status()).isEqualTo(404);
        var stranger = new ApiClient(port, "base.hongmeng");
        assertThat(List.of(stranger.get(path).status(), stranger.get(path + "/" + id).status(), stranger.delete(path + "/" + id).status(),
                stranger.upload(path, "agreement", "a.pdf", AwardStory.PDF, UUID.randomUUID().toString()).status())).containsOnly(404);
        assertThat(firm.delete(path + "/" + id).status()).isEqualTo(204);
        assertThat(firm.get(path).body().path("items")).isEmpty();
    }

    /** By hash and link, and in two parts: no byte is sent twice, none is lost, and each answer says until when the rest can come. */
    @Test
    void keepsRecordings() {
        var plan = begun();
        var firm = new ApiClient(port, ApprenticeshipStory.FIRM);
        var path = "/cases/" + plan + "/training";
        assertThat(firm.get(path).body().path("videosWanted").asInt()).isEqualTo(10);
        var day = firm.get(path).body().path("start").asString();
        var wrong = new ApiClient(port, ApprenticeshipStory.FIRM).header("Accept-Language", "en").post(path + "/recordings", Map.of("title", "A", "recordedOn", day, "url", "ftp://a", "sha256", "1"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body().path("errors").valueStream().map(one -> one.path("path").asString() + " " + one.path("message").asString()))
                .satisfiesExactly(one -> assertThat(one).startsWith("url ").isASCII(), one -> assertThat(one).startsWith("sha256 ").isASCII());
        var linked = Map.of("title", "机床操作", "recordedOn", day, "url", "https://video.example/a", "sha256", ApprenticeshipStory.hash("a"));
        assertThat(firm.post(path + "/recordings", linked).status()).isEqualTo(201);
        assertThat(firm.post(path + "/recordings", linked).code()).isEqualTo("videoTwice");

        var bytes = TrainingVideoTests.mp4(1_500_000);
        var metadata = "title " + base64("第 1 课") + ",recordedOn " + base64(day) + ",filename " + base64("lesson.mp4");
        var sender = tus().header("Upload-Length", Integer.toString(bytes.length)).header("Upload-Metadata", metadata);
        assertThat(sender.send("POST", path + "/uploads", new byte[0], null, null).code()).isEqualTo("idempotencyKeyMissing");
        var key = UUID.randomUUID().toString();
        var begun = sender.send("POST", path + "/uploads", new byte[0], null, key);
        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.header("Upload-Expires")).endsWith("GMT");
        assertThat(sender.send("POST", path + "/uploads", new byte[0], null, key).header("Location")).as("begun once").isEqualTo(begun.header("Location"));
        var at = begun.header("Location").substring("/api/v1".length());
        assertThat(part(at, 0, Arrays.copyOf(bytes, 900_000)).header("Upload-Offset")).isEqualTo("900000");
        assertThat(tus().send("HEAD", at, null, null, null).header("Upload-Offset")).isEqualTo("900000");
        assertThat(part(at, 0, bytes).code()).as("sent twice").isEqualTo("videoOffset");
        var recording = path + "/recordings/" + at.substring(at.lastIndexOf('/') + 1);
        assertThat(firm.get(recording).body().path("state").asString()).isEqualTo("UPLOADING");
        assertThat(firm.get(recording + "/content").status()).as("unfinished").isEqualTo(404);
        var stranger = new ApiClient(port, "base.hongmeng");
        assertThat(List.of(stranger.get(path).status(), stranger.get(path + "/recordings").status(), stranger.get(recording).status(), stranger.delete(recording).status(),
                stranger.post(path + "/recordings", linked).status(), stranger.send("HEAD", at, null, null, null).status(), stranger.get(path + "/attendance").status())).containsOnly(404);
        assertThat(part(at, 900_000, Arrays.copyOfRange(bytes, 900_000, bytes.length)).status()).isEqualTo(204);
        assertThat(firm.get(recording).body().path("state").asString()).isEqualTo("COMPLETE");
        assertThat(firm.get(recording + "/content").raw().body()).isEqualTo(bytes);
        var part = new ApiClient(port, ApprenticeshipStory.FIRM).header("Range", "bytes=10-19").get(recording + "/content");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.raw().body()).isEqualTo(Arrays.copyOfRange(bytes, 10, 20));
        assertThat(stranger.get(recording + "/content").status()).isEqualTo(404);
        assertThat(firm.get(path + "/recordings").body().path("items")).hasSize(2).allSatisfy(one -> assertThat(one.path("expiresAt").isNull()).isTrue());
        assertThat(firm.get(path).body().path("videosComplete").asInt()).isEqualTo(2);
        assertThat(firm.delete(recording).status()).isEqualTo(204);
        assertThat(firm.get(recording).status()).isEqualTo(404);
    }

    /** A table is taken as a whole or not at all; a month is written over; a place that is not on the roster is nobody's. */
    @Test
    void recordsAttendance() {
        var plan = begun();
        var firm = new ApiClient(port, ApprenticeshipStory.FIRM);
        var path = "/cases/" + plan + "/training/attendance";
        var month = work.values(plan).get("class.start").substring(0, 7);
        var one = story.roster(1).get(0).get("idNo");
        var wrong = firm.post(path, Map.of("rows", List.of(Map.of("idNo", one, "month", month, "held", 40, "attended", 38), Map.of("idNo", "990101199804047034", "month", "2020-01", "held", 40, "attended", 41))));
        assertThat(wrong.body().path("errors").valueStream().map(error -> error.path("path").asString())).containsExactly("rows[1].idNo", "rows[1].month", "rows[1].attended");
        assertThat(firm.get(path).body().path("items")).hasSize(2).allSatisfy(place -> assertThat(place.path("held").isNull()).isTrue());
        assertThat(firm.post(path, Map.of("rows", List.of(Map.of("idNo", one, "month", month, "held", 40, "attended", 38)))).body().path("rows").asInt()).isEqualTo(1);
        var places = firm.get(path).body().path("items");
        assertThat(places.get(0).path("attended").asInt()).isEqualTo(38);
        var second = places.get(1).path("id").asString();
        assertThat(put(path + "/" + month, "{\"held\":40,\"attended\":{\"" + second + "\":20,\"7\":1}}").body().path("errors").get(0).path("path").asString()).isEqualTo("attended.7");
        assertThat(put(path + "/" + month, "{\"held\":40,\"attended\":{\"" + second + "\":20}}").body().path("items").get(1).path("attended").asInt()).isEqualTo(20);
        assertThat(firm.get(path).body().path("items").get(1).path("enough").asBoolean()).isFalse();
        assertThat(put(path + "/2020-01", "{\"held\":40,\"attended\":{}}").status()).isEqualTo(404);
    }

    /** The firm's own program, under its mandate; keys of strangers add nobody. */
    @Test
    void fillsTheRosterFromTheInsured() {
        as(ApprenticeshipStory.FIRM);
        var number = cases.open("apprenticeship", AwardStory.QINGHE);
        cases.save(number, null, story.plan("ENTERPRISE", "3", "0"), story.roster(1));
        accounts.interests(ApprenticeshipStory.FIRM, protection.index("ENTERPRISE", "91990101MA0009501C"), null);
        try {
            chosen(number);
        } finally {
            accounts.interests(ApprenticeshipStory.FIRM, null, null);
        }
        assertThat(cases.lines(number)).hasSize(2);
    }

    private void chosen(String number) {
        var firm = new ApiClient(port, ApprenticeshipStory.FIRM);
        var path = "/cases/" + number + "/listed";
        assertThat(firm.get(path).status()).as("no mandate yet").isEqualTo(409);
        assertThat(firm.post(path + "/mandate", Map.of()).status()).isEqualTo(204);
        var listed = firm.get(path).body();
        assertThat(listed.path("total").asInt()).isEqualTo(43);
        var second = listed.path("items").valueStream().filter(one -> !one.path("rostered").asBoolean()).findFirst().orElseThrow();
        assertThat(second.path("shown").path("idNo").asString()).contains("*");
        assertThat(firm.post(path, Map.of("page", 0, "keys", List.of(second.path("key").asString(), "nobody"))).body().path("added").asInt()).isEqualTo(1);
    }

    /** A reviewer finds one apprentice's attendance false, and only another person takes it back. */
    @Test
    void officersReadAClassAndFindAttendanceFalse() {
        var plan = begun();
        var reviewer = new ApiClient(port, "reviewer.qinghe");
        var path = "/classes/" + plan;
        var place = reviewer.get(path).body().path("places").get(0).path("id").asString();
        assertThat(reviewer.post(path + "/findings", Map.of("place", "x", "text", "代签")).body().path("errors").get(0).path("path").asString()).isEqualTo("place");
        var found = reviewer.post(path + "/findings", Map.of("place", place, "text", "考勤代签"));
        assertThat(found.status()).isEqualTo(201);
        assertThat(found.body().path("places").get(0).path("falsified").asBoolean()).isTrue();
        var lift = path + "/findings/" + found.body().path("findings").get(0).path("id").asString() + "/lift";
        assertThat(reviewer.post(lift, Map.of("text", "已核")).status()).isEqualTo(403);
        assertThat(new ApiClient(port, "rechecker.qinghe").post(lift, Map.of("text", "查系笔误")).body().path("findings").get(0).path("lifted").asBoolean()).isTrue();
        assertThat(new ApiClient(port, ApprenticeshipStory.FIRM).get(path).status()).isEqualTo(403);
    }

    private String begun() {
        var plan = story.listed("ENTERPRISE", "3", "0", 1, 2);
        story.begun(plan);
        return plan;
    }

    private ApiClient tus() {
        return new ApiClient(port, ApprenticeshipStory.FIRM).header("Tus-Resumable", "1.0.0");
    }

    private ApiClient.Answer part(String at, int offset, byte[] bytes) {
        return tus().header("Upload-Offset", Integer.toString(offset)).send("PATCH", at, bytes, "application/offset+octet-stream", null);
    }

    private ApiClient.Answer put(String path, String body) {
        return new ApiClient(port, ApprenticeshipStory.FIRM).send("PUT", path, body.getBytes(StandardCharsets.UTF_8), "application/json", UUID.randomUUID().toString());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
