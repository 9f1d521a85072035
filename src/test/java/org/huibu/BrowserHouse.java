package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A real browser and the desks of the people who use it. */
abstract class BrowserHouse {

    private static final Path PICTURES = Path.of("target/screenshots");
    private static final int HEIGHT = 900;
    private static Playwright playwright;
    private static Browser browser;

    @LocalServerPort int port;
    Page page;
    int width;
    /** Another width at which each page is looked at as well; 0 for none. */
    int alsoAt;
    final List<String> violations = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Page> desks = new HashMap<>();

    @BeforeAll
    static void openBrowser() {
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(NeedsChromium.Condition.browser().orElseThrow())
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                        "--disable-component-update", "--disable-sync")));
    }

    @AfterAll
    static void closeBrowser() {
        playwright.close();
    }

    @AfterEach
    void leave() {
        desks.values().forEach(desk -> desk.context().close());
    }

    /** Everybody has a browser of their own and stays logged in, as at their own desk. */
    void as(String username) {
        if (desks.containsKey(username)) {
            page = desks.get(username);
            return;
        }
        page = desk();
        desks.put(username, page);
        visit("/login");
        fill("username", username);
        fill("password", "huibu-demo");
        page.locator("form[action='/login'] button").click();
        await(() -> !page.url().contains("/login"));
    }

    /** Somebody without an account. */
    void asNobody() {
        page = desks.computeIfAbsent("", nobody -> desk());
    }

    private Page desk() {
        return browser.newContext(new Browser.NewContextOptions().setViewportSize(width, HEIGHT).setLocale("zh-CN")).newPage();
    }

    /** The officer opens the first task of the case from the own inbox. */
    void open(String officer, String number) {
        as(officer);
        await(() -> {
            // Other tests leave many tasks at the same desk: the list pages.
            visit("/inbox?q=" + number);
            return page.locator("tr:has-text('" + number + "') a").count() > 0;
        });
        page.locator("tr:has-text('" + number + "') a").first().click();
    }

    void choose(String name, String value) {
        var field = page.locator("[name='" + name + "']");
        if ("SELECT".equals(field.evaluate("it => it.tagName"))) {
            field.selectOption(value);
        } else {
            field.fill(value);
        }
    }

    /** The step's own form, filled in and decided. */
    void decide(String outcome, Map<String, String> values) {
        await(() -> page.locator("label[for='outcome-" + outcome + "']").count() > 0);
        page.locator("label[for='outcome-" + outcome + "']").click();
        values.forEach((name, value) -> choose("form." + name, value));
        fill("opinion", "同意");
        page.locator("button[type=submit][form=decide]:not([formaction])").click();
        await(() -> page.url().contains("/inbox?decided"));
    }

    void visit(String path) {
        if (page == null) {
            asNobody();
        }
        page.navigate("http://localhost:" + port + path);
    }

    void fill(String name, String value) {
        page.fill("[name='" + name + "']", value);
    }

    /** Once per page and width: a picture for people, no horizontal overflow, and no accessibility fault. */
    void look(String name) {
        look(name, width);
        if (alsoAt > 0) {
            page.setViewportSize(alsoAt, HEIGHT);
            look(name, alsoAt);
            page.setViewportSize(width, HEIGHT);
        }
    }

    private void look(String name, int width) {
        if (!seen.add(name + width)) {
            return;
        }
        picture(name + "-" + width + ".png");
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")).as(name + " overflows at " + width).isTrue();
        new AxeBuilder(page).setLegacyMode(true).exclude(".djs-container").analyze().getViolations().forEach(v -> violations.add(name + " " + width + ": " + v.getId() + " "
                + v.getNodes().get(0).getHtml()));
    }

    /** Chromium cannot always draw a page whose width was changed a moment ago. */
    private void picture(String name) {
        for (int tries = 0; ; tries++) {
            page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
            try {
                page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name)).setFullPage(true));
                return;
            } catch (PlaywrightException notYet) {
                if (tries == 2) {
                    throw notYet;
                }
                page.waitForTimeout(500);
            }
        }
    }

    /** Waits until the page holds all of it. */
    void says(String... words) {
        await(() -> {
            var text = page.locator("main").innerText();
            return List.of(words).stream().allMatch(text::contains);
        });
    }

    void saysNot(String... words) {
        assertThat(page.locator("main").innerText()).doesNotContain(words);
    }

    void await(java.util.function.BooleanSupplier condition) {
        for (int tries = 0; tries < 200 && !condition.getAsBoolean(); tries++) {
            page.waitForTimeout(300);
        }
        assertThat(condition.getAsBoolean()).as(page.locator("main").innerText()).isTrue();
    }
}
