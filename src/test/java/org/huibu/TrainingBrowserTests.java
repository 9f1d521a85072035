package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.huibu.casefile.CaseWork;
import org.huibu.training.video.VideoUploads;
import org.huibu.training.video.Videos;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A firm uploads recordings in a real browser: over a broken line, and on from what another device left unfinished. */
@HuibuTest
@NeedsChromium
class TrainingBrowserTests extends BrowserHouse {

    private static final int PART = 8 * 1024 * 1024;
    @Autowired ApprenticeshipStory story;
    @Autowired CaseWork work;
    @Autowired Videos videos;
    @Autowired VideoUploads uploads;

    @Test
    void uploadsOverABrokenLineAndGoesOnFromAnotherDevice() {
        width = 1280;
        story.begin();
        var plan = story.listed("ENTERPRISE", "3", "0", 1, 2);
        story.begun(plan);
        AwardStory.as(ApprenticeshipStory.FIRM);
        var left = TrainingVideoTests.mp4(3_000_000);
        var day = work.values(plan).get("class.start");
        var begun = videos.begin(plan, "工具认识", day, "tools.mp4", left.length);
        uploads.append(plan, begun.id(), 0, new ByteArrayInputStream(Arrays.copyOf(left, 1_200_000)));
        as(ApprenticeshipStory.FIRM);
        visit("/my/cases/" + plan);
        page.locator("a[href$='/training']").click();
        says("未传完，已到 40 %", "已有 0 段完整录像");
        lookBoth("training");

        page.setInputFiles("#continue-" + begun.id(), new FilePayload("other.mp4", "video/mp4", left));
        page.locator("form[data-at] button").click();
        await(() -> page.locator("form[data-at] [data-fault]").innerText().contains("不是同一个"));
        page.setInputFiles("#continue-" + begun.id(), new FilePayload("tools.mp4", "video/mp4", left));
        page.locator("form[data-at] button").click();
        await(() -> page.locator("main").innerText().contains("已有 1 段完整录像"));

        var parts = new AtomicInteger();
        page.route("**/uploads/*", route -> {
            if (route.request().method().equals("PATCH") && parts.incrementAndGet() == 2) {
                route.abort();
            } else {
                route.resume();
            }
        });
        fill("title", "安全教育");
        page.locator("[name='recordedOn']").first().fill(day);
        page.setInputFiles("#video", new FilePayload("safety.mp4", "video/mp4", TrainingVideoTests.mp4(PART + 500_000)));
        page.locator("form[data-tus]:not([data-at]) button").click();
        await(() -> page.locator("main").innerText().contains("已有 2 段完整录像"));
        assertThat(parts).as("two parts, one of them again").hasValue(3);
        visit("/my/cases/" + plan + "/training/attendance/" + day.substring(0, 7));
        lookBoth("attendance");
        as("reviewer.qinghe");
        visit("/inbox/cases/" + plan);
        page.locator("a[href$='/training']").click();
        says("安全教育", "tools.mp4");
        lookBoth("training-officer");
        assertThat(violations).isEmpty();
    }

    private void lookBoth(String name) {
        for (int one : new int[] {1280, 390}) {
            width = one;
            page.setViewportSize(one, 900);
            look(name);
        }
    }
}
