package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An administrator changes a released scheme in a real browser, and a second person releases it. */
@HuibuTest
@NeedsChromium
class StudioBrowserTests extends BrowserHouse {

    @Autowired AwardStory story;
    @Autowired MovingStory moving;
    @Autowired org.huibu.scheme.Releases releases;

    /** An administrator's first change: drawn, valued, checked, compared, released by a second person; new cases follow it, running ones do not. */
    @Test
    void administratorsFirstChangeIsReleasedByASecondPerson() {
        width = 1280;
        alsoAt = 390;
        story.morning();
        var first = moving.begin();
        try {
            var old = moving.submitted();
            as("policy.editor");
            page.onConsoleMessage(message -> {
                if (message.text().contains("Content Security Policy")) {
                    violations.add(message.text());
                }
            });
            visit("/admin/releases/" + first.id());
            page.locator("form[action='/admin/drafts'] button").click();
            await(() -> page.locator("#purpose-error").isVisible());
            look("release-content");
            fill("purpose", "审核期限缩短、标准提高");
            page.locator("form[action='/admin/drafts'] button").click();
            var draft = page.url();
            page.locator("a[href*='parameters'][href*='graduate-moving']").click();
            page.locator("table a").first().click();
            fill("value", "两元五");
            page.locator("#edit button").first().click();
            await(() -> page.locator("#value-error").isVisible());
            look("draft-parameters");
            fill("value", "2.5");
            page.locator("#edit button").first().click();
            page.navigate(draft);
            page.locator("a[href*='name=graduate-moving/graduate-moving.bpmn']").click();
            page.locator("[data-element-id='review']").first().waitFor();
            page.selectOption("#panel-element", "review");
            page.locator("#panel-deadline").waitFor();
            page.selectOption("#panel-deadline", "T_SIGN");
            fillPanel("documentation", "");
            saveModel("检查发现问题");
            await(() -> page.locator(".app-wrong").count() == 1);
            look("modeler-fault");
            fillPanel("documentation", "核对比对结果，提出意见。");
            saveModel("检查全部通过");
            await(() -> page.locator(".bjs-powered-by").isVisible());
            page.navigate(draft);
            await(() -> page.locator(".app-change").count() == 2);
            look("draft");
            page.locator("form[action$='/submit'] button").click();
            as("policy.approver");
            page.navigate(draft);
            look("draft-submitted");
            page.locator("form[action$='/release'] button").click();
            page.locator("a[href*='/admin/releases/']").first().click();
            says("审核期限缩短、标准提高", "政策编辑 文");
            var second = releases.active("graduate-moving");
            var fresh = moving.submitted();
            as("person.bailu");
            visit("/my/cases/" + old);
            await(() -> page.content().contains("依据第 " + first.version() + " 版办理"));
            visit("/my/cases/" + fresh);
            await(() -> page.content().contains("依据第 " + second.version() + " 版办理"));
            look("track-released");
        } finally {
            moving.back(first);
        }
        assertThat(violations).isEmpty();
    }

    private void saveModel(String told) {
        page.locator("form[data-source] button[type=submit]").click();
        await(() -> page.locator("[data-status]").innerText().contains(told));
    }

    private void fillPanel(String field, String text) {
        page.fill("#panel-" + field, text);
        page.locator("#panel-" + field).blur();
    }
}
