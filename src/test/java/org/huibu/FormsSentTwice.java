package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;

/** What must hold on every database: a double click and a form that is sent again have one effect and show its outcome. */
record FormsSentTwice(int port, JdbcTemplate jdbc) {

    private static final Pattern ONCE = Pattern.compile("name=\"_once\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    void areOneRequest() {
        var client = new WebClient(port);
        client.login("base.hongmeng", "huibu-demo");
        var page = client.get("/schemes/incubation-award").body();
        var once = found(ONCE, page);
        var before = cases();
        var first = client.post("/my/cases", Map.of("scheme", "incubation-award", "_once", once), found(TOKEN, page));
        var second = client.post("/my/cases", Map.of("scheme", "incubation-award", "_once", once), found(TOKEN, page));
        assertThat(first.statusCode()).isEqualTo(302);
        assertThat(second.statusCode()).isEqualTo(302);
        assertThat(second.headers().firstValue("Location")).isEqualTo(first.headers().firstValue("Location"));
        assertThat(cases()).isEqualTo(before + 1);
        assertThat(client.post("/my/cases", Map.of("scheme", "base-roster", "_once", once), found(TOKEN, page)).headers().firstValue("Location"))
                .as("other content is another request").isNotEqualTo(first.headers().firstValue("Location"));
        assertThat(found(ONCE, client.get("/schemes/incubation-award").body())).as("each page has a key of its own").isNotEqualTo(once);
    }

    void areNobodyElses() {
        var client = new WebClient(port);
        client.login("base.hongmeng", "huibu-demo");
        var page = client.get("/schemes/incubation-award").body();
        var first = client.post("/my/cases", Map.of("scheme", "incubation-award", "_once", found(ONCE, page)), found(TOKEN, page));
        var other = new WebClient(port);
        other.login("base.qihang", "huibu-demo");
        var second = other.post("/my/cases", Map.of("scheme", "incubation-award", "_once", found(ONCE, page)),
                found(TOKEN, other.get("/schemes/incubation-award").body()));
        assertThat(second.headers().firstValue("Location")).isPresent().isNotEqualTo(first.headers().firstValue("Location"));
    }

    private long cases() {
        return jdbc.queryForObject("select count(*) from case_file", Long.class);
    }

    private static String found(Pattern pattern, String page) {
        var match = pattern.matcher(page);
        assertThat(match.find()).as(pattern.pattern()).isTrue();
        return match.group(1);
    }
}
