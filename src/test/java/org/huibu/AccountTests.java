package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.identity.AccountLife;
import org.huibu.review.inbox.Inbox;
import org.huibu.shared.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An account that is disabled while its officer is at work. */
@HuibuTest
class AccountTests {

    private static final String LEAVER = "reviewer2.qinghe";
    @LocalServerPort int port;
    @Autowired AwardStory story;
    @Autowired AccountLife life;
    @Autowired CaseWork work;
    @Autowired Inbox inbox;

    @BeforeEach
    void begin() {
        story.begin();
    }

    @AfterEach
    void nobody() {
        as("admin");
        life.enable(LEAVER);
        AwardStory.nobody();
    }

    @Test
    void losesItsSessionsAndItsTasksReturnToTheQueue() {
        var number = story.submitted("roster-5-pass.csv");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        var web = new WebClient(port);
        web.login(LEAVER, "huibu-demo");
        assertThat(web.get("/inbox").statusCode()).isEqualTo(200);
        assertThat(new ApiClient(port, LEAVER).get("/tasks").status()).isEqualTo(200);
        var task = story.task(number, LEAVER).taskId();
        inbox.claim(task);

        as("admin");
        assertThatThrownBy(() -> life.disable("admin")).isInstanceOf(Refusal.class).extracting("code").isEqualTo("ownAccount");
        var admin = new WebClient(port);
        admin.login("admin", "huibu-demo");
        assertThat(admin.get("/admin/accounts").body()).contains(LEAVER, "在用");
        assertThat(admin.post("/admin/accounts", "/admin/accounts/" + LEAVER + "/disable", Map.of()).headers().firstValue("Location").orElse("")).endsWith("/admin/accounts?done");

        var after = web.get("/inbox");
        assertThat(after.statusCode()).as("the session is gone").isEqualTo(302);
        assertThat(after.headers().firstValue("Location").orElse("")).contains("/login");
        assertThat(new ApiClient(port, LEAVER).get("/tasks")).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("badCredentials");
        });
        assertThat(web.login(LEAVER, "huibu-demo").headers().firstValue("Location").orElse("")).contains("/login?error");
        assertThat(inbox.ofCase(number)).singleElement().satisfies(row -> assertThat(row.assignee()).isNull());
        assertThat(work.timeline(number)).extracting(CaseWork.Happening::what).endsWith("TaskReturned");
        story.decide("reviewer.qinghe", number, "PROPOSE");
    }
}
