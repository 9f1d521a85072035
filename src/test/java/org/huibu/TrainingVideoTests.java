package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.as;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.huibu.audit.Trail;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.eligibility.Finding;
import org.huibu.process.clock.MovableClock;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.training.video.Video;
import org.huibu.training.video.Videos;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Recordings of a class, over real HTTP: continued after a break, counted only when complete, seen only by those who may. */
@HuibuTest
class TrainingVideoTests {

    @LocalServerPort int port;
    @Autowired ApprenticeshipStory story;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired Videos videos;
    @Autowired Trail trail;
    @Autowired MovableClock clock;
    @Autowired JdbcTemplate jdbc;
    @Value("${huibu.data-directory}") Path data;
    private WebClient firm;
    private String plan;

    @BeforeEach
    void aClassThatHasBegun() {
        story.begin();
        plan = story.listed("ENTERPRISE", "3", "0", 1, 2);
        story.begun(plan);
        firm = new WebClient(port);
        firm.login(ApprenticeshipStory.FIRM, "huibu-demo");
    }

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    /** Of ten recordings one breaks off at nine tenths: it is kept, shown as unfinished, does not count, and is continued where it stopped. */
    @Test
    void aRecordingCutOffAtNinetyPercentIsContinuedAndCountsOnlyThen() throws IOException {
        story.recorded(plan, 9);
        var bytes = mp4(3_000_000);
        var at = begin("第 10 课", "lesson.mp4", bytes.length).headers().firstValue("Location").orElseThrow();
        cutOff(at, bytes, 2_700_000);
        AwardStory.eventually(() -> offset(at) >= 2_600_000);
        AwardStory.eventually(() -> firm.send("PATCH", at, tus("Upload-Offset", "7"), new byte[1]).body().contains("videoOffset") || offset(at) >= 2_700_000);
        assertThat(firm.get("/my/cases/" + plan + "/training").body()).contains("未传完，已到", "已有 9 段完整录像，本班至少需要 10 段", "data-name=\"lesson.mp4\"");
        assertThat(videosFound()).isEqualTo(Finding.Verdict.FAIL);

        var from = offset(at);
        assertThat(from).isLessThan(bytes.length);
        assertThat(firm.send("PATCH", at, tus("Upload-Offset", "0"), bytes).statusCode()).as("from the beginning again").isEqualTo(409);
        var done = firm.send("PATCH", at, tus("Upload-Offset", Long.toString(from)), Arrays.copyOfRange(bytes, (int) from, bytes.length));
        assertThat(done.statusCode()).isEqualTo(204);
        assertThat(done.headers().firstValue("Upload-Offset")).contains(Long.toString(bytes.length));
        as(ApprenticeshipStory.FIRM);
        assertThat(videos.listed(videos.mine(plan))).hasSize(10).allMatch(Video::complete).filteredOn(one -> !one.linked()).singleElement().extracting(Video::sha256).isEqualTo(sha256(bytes));
        assertThat(videosFound()).isEqualTo(Finding.Verdict.PASS);
    }

    /** Seven days after its last bytes an unfinished upload is gone, from the list, the disk and the room of the class; what is complete stays. */
    @Test
    void whatNobodyContinuesIsGivenUpWithItsBytes() throws IOException {
        story.recorded(plan, 1);
        var bytes = mp4(1_200_000);
        var begun = begin("半途而废", "left.mp4", bytes.length);
        assertThat(expires(begun)).isBetween(clock.now().plus(Duration.ofDays(7)).minusSeconds(60), clock.now().plus(Duration.ofDays(7)));
        var at = begun.headers().firstValue("Location").orElseThrow();
        assertThat(firm.send("PATCH", at, tus("Upload-Offset", "0"), Arrays.copyOf(bytes, 1_100_000)).statusCode()).isEqualTo(204);
        clock.forwardTo(clock.now().plus(Duration.ofDays(6)));
        var more = firm.send("PATCH", at, tus("Upload-Offset", "1100000"), Arrays.copyOfRange(bytes, 1_100_000, 1_150_000));
        assertThat(expires(more)).as("counted from its last bytes").isAfter(clock.now().plus(Duration.ofDays(7)).minusSeconds(60));
        assertThat(firm.get("/my/cases/" + plan + "/training").body()).contains("left.mp4", "可续传至 " + WorkingCalendar.dayOf(expires(more)));
        clock.forwardTo(clock.now().plus(Duration.ofDays(6)));
        assertThat(offset(at)).isEqualTo(1_150_000);
        var id = at.substring(at.lastIndexOf('/') + 1);
        var stored = data.resolve("files").resolve("%02x".formatted(Long.parseLong(id) & 0xff)).resolve(id + ".pieces");
        assertThat(stored).exists();
        clock.forwardTo(clock.now().plus(Duration.ofDays(1)).plusSeconds(60));
        assertThat(firm.send("HEAD", at, tus("Upload-Offset", "0"), null).statusCode()).isEqualTo(404);
        assertThat(firm.send("PATCH", at, tus("Upload-Offset", "1150000"), new byte[1]).statusCode()).isEqualTo(404);
        assertThat(firm.get("/my/cases/" + plan + "/training").body()).doesNotContain("left.mp4");
        AwardStory.eventually(() -> jdbc.queryForObject("select count(*) from training_video where case_number = ?", Integer.class, plan) == 1);
        assertThat(stored).doesNotExist();
        assertThat(work.timeline(plan)).filteredOn(one -> one.what().equals("UploadExpired")).singleElement().satisfies(one -> assertThat(one.details()).contains("半途而废"));
    }

    @Test
    void officersOfTheRegionPlayItFromAnywhereAndEachLookIsLogged() throws IOException {
        var bytes = mp4(1_500_000);
        var at = begin("安全教育", "safety.mp4", bytes.length).headers().firstValue("Location").orElseThrow();
        assertThat(firm.send("PATCH", at, tus("Upload-Offset", "0"), bytes).statusCode()).isEqualTo(204);
        var id = at.substring(at.lastIndexOf('/') + 1);
        var officer = new WebClient(port);
        officer.login("reviewer.qinghe", "huibu-demo");
        assertThat(officer.get("/inbox/cases/" + plan).body()).contains("/inbox/cases/" + plan + "/training");
        assertThat(officer.get("/inbox/cases/" + plan + "/training").body()).contains("安全教育", "safety.mp4", "打开任何一段录像都会记入审计记录");
        var path = "/inbox/cases/" + plan + "/training/videos/" + id;
        assertThat(officer.bytes(path, Map.of()).body()).isEqualTo(bytes);
        var part = officer.bytes(path, Map.of("Range", "bytes=1048570-1048589"));
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 1048570-1048589/1500000");
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(bytes, 1_048_570, 1_048_590));
        assertThat(officer.bytes(path, Map.of("Range", "bytes=1500000-")).statusCode()).isEqualTo(416);
        assertThat(trail.entries(plan)).filteredOn(entry -> entry.type().equals("PersonalDataOpened") && entry.detail().contains("安全教育")).hasSize(1)
                .allMatch(entry -> entry.actor().equals("reviewer.qinghe"));
        var stranger = new WebClient(port);
        stranger.login("base.hongmeng", "huibu-demo");
        assertThat(stranger.get("/my/cases/" + plan + "/training").statusCode()).isEqualTo(404);
        assertThat(stranger.bytes("/my/cases/" + plan + "/training/videos/" + id, Map.of()).statusCode()).isEqualTo(404);
        assertThat(firm.bytes("/my/cases/" + plan + "/training/videos/" + id, Map.of()).body()).isEqualTo(bytes);
    }

    @Test
    void whatIsNoRecordingIsRefusedByItsContentAndNothingIsKept() throws IOException {
        assertThat(begin("课", "lesson.exe", 10).statusCode()).isEqualTo(415);
        assertThat(begin("课", "lesson.mp4", Videos.MOST_BYTES + 1).statusCode()).isEqualTo(413);
        assertThat(begin("", "lesson.mp4", 10).body()).contains("\"path\":\"title\"");
        assertThat(firm.send("POST", uploads(), Map.of("Upload-Length", "10"), new byte[0]).statusCode()).as("another version").isEqualTo(412);
        var disguised = "%PDF-1.4 no recording at all".getBytes(StandardCharsets.US_ASCII);
        var at = begin("课", "lesson.mp4", disguised.length).headers().firstValue("Location").orElseThrow();
        assertThat(firm.send("PATCH", at, tus("Upload-Offset", "0"), disguised).statusCode()).isEqualTo(415);
        assertThat(firm.send("HEAD", at, tus("Upload-Offset", "0"), null).statusCode()).isEqualTo(404);
        var bytes = mp4(5000);
        for (int twice = 0; twice < 2; twice++) {
            var again = begin("课", "lesson.mp4", bytes.length).headers().firstValue("Location").orElseThrow();
            assertThat(firm.send("PATCH", again, tus("Upload-Offset", "0"), bytes).statusCode()).isEqualTo(twice == 0 ? 204 : 409);
        }
        var unwanted = begin("课", "other.mp4", 7000).headers().firstValue("Location").orElseThrow();
        assertThat(firm.send("DELETE", unwanted, tus("Upload-Offset", "0"), null).statusCode()).isEqualTo(204);
        as(ApprenticeshipStory.FIRM);
        assertThat(videos.listed(videos.mine(plan))).singleElement().satisfies(one -> assertThat(one.complete()).isTrue());
    }

    /** Without script: hash and link, every fault beside its field and nothing typed lost. */
    @Test
    void registersAHashAndALink() {
        var page = "/my/cases/" + plan + "/training";
        var typed = new LinkedHashMap<>(Map.of("title", "机床操作", "recordedOn", "2020-01-01", "url", "http://plain.example/a", "sha256", "abc"));
        var wrong = firm.post(page, page + "/videos", typed);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("不在培养期", "不是有效的 https 链接", "不是 64 位十六进制", "value=\"机床操作\"", "value=\"abc\"");
        typed.putAll(Map.of("recordedOn", work.values(plan).get("class.start"), "url", "https://video.example/a", "sha256", ApprenticeshipStory.hash("a")));
        assertThat(firm.post(page, page + "/videos", typed).statusCode()).isEqualTo(302);
        assertThat(firm.get(page).body()).contains("机床操作", "散列值与链接", "https://video.example/a", "已有 1 段完整录像");
        typed.put("title", "再来一次");
        assertThat(firm.post(page, page + "/videos", typed).body()).contains("本班已有完全相同的录像", "value=\"再来一次\"");
    }

    /** As the rule of the settlement judges it now. */
    private Finding.Verdict videosFound() {
        as(ApprenticeshipStory.FIRM);
        var claim = cases.open("apprenticeship-settlement", AwardStory.QINGHE);
        cases.save(claim, null, story.settlement(plan), java.util.List.of());
        return cases.preview(claim).findings().stream().filter(one -> one.code().equals("TOO_FEW_VIDEOS")).findFirst().orElseThrow().verdict();
    }

    private static Instant expires(HttpResponse<String> answer) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.parse(answer.headers().firstValue("Upload-Expires").orElseThrow(), Instant::from);
    }

    private String uploads() {
        return "/my/cases/" + plan + "/training/uploads";
    }

    private java.net.http.HttpResponse<String> begin(String title, String name, long length) {
        var metadata = "title " + base64(title) + ",recordedOn " + base64(work.values(plan).get("class.start")) + ",filename " + base64(name);
        return firm.send("POST", uploads(), Map.of("Tus-Resumable", "1.0.0", "Upload-Length", Long.toString(length), "Upload-Metadata", metadata), new byte[0]);
    }

    private long offset(String at) {
        return Long.parseLong(firm.send("HEAD", at, tus("Upload-Offset", "0"), null).headers().firstValue("Upload-Offset").orElseThrow());
    }

    /** The line breaks after some bytes of a request that promised all of them. */
    private void cutOff(String at, byte[] bytes, int sent) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            var head = new StringBuilder("PATCH " + at + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nContent-Length: " + bytes.length + "\r\nCookie: HUIBU=" + firm.session() + "\r\n");
            tus("Upload-Offset", "0").forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
            head.append("X-CSRF-TOKEN: ").append(firm.token()).append("\r\n\r\n");
            socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes, 0, sent);
            socket.getOutputStream().flush();
        }
    }

    private static Map<String, String> tus(String name, String value) {
        return Map.of("Tus-Resumable", "1.0.0", "Content-Type", "application/offset+octet-stream", name, value);
    }

    static byte[] mp4(int length) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 0, 0, 24});
        out.writeBytes("ftypmp42\0\0\0\0mp42isom".getBytes(StandardCharsets.US_ASCII));
        var noise = new byte[length - out.size()];
        new Random(length).nextBytes(noise);
        out.writeBytes(noise);
        return out.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return java.util.HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
