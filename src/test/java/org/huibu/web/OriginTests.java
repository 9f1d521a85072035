package org.huibu.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;

class OriginTests {

    private Formats formats;

    @BeforeEach
    void english() {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages/web", "messages/portal");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        formats = new Formats(messages);
    }

    @AfterEach
    void nobody() {
        LocaleContextHolder.resetLocaleContext();
    }

    /** A source may hold what else stands between origins. */
    @Test
    void callsAParameterByItsTitleAndKeepsItsKeyAsADetail() {
        assertThat(told("AP_CHANGE_DAYS=15 (product default; no text was read, UNVERIFIED); form"))
                .isEqualTo("Time to file a change 15 (product default; no text was read, Unverified) · AP_CHANGE_DAYS; <form>");
        LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
        assertThat(told("AP_CHANGE_DAYS=15 (演示值, DEMO)")).isEqualTo("变更备案期限 15（演示值，演示值）· AP_CHANGE_DAYS");
    }

    @Test
    void saysThatAParameterHadNoValueAndLeavesTheRestToOthers() {
        assertThat(told("AP_CHANGE_DAYS – (2016-01-01 → 2026-10-01); D04 insurance 2026-11-02 MATCH; register"))
                .isEqualTo("Time to file a change: no value on that day (2016-01-01 → 2026-10-01) · AP_CHANGE_DAYS; <D04 insurance 2026-11-02 MATCH>; <register>");
        assertThat(told("NO_SUCH_THING=true (text, V1)")).isEqualTo("NO_SUCH_THING yes (text, Read on an official page) · NO_SUCH_THING");
        assertThat(told(null)).isEmpty();
    }

    private String told(String origin) {
        return formats.origin(origin, other -> "<" + other + ">");
    }
}
