package org.huibu.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What stands in the header for the reader of this request. */
@Component("navigation")
public class Navigation {

    private final CurrentUser user;
    private final Clock clock;
    private final boolean sandbox;

    Navigation(CurrentUser user, Clock clock, Environment environment) {
        this.user = user;
        this.clock = clock;
        this.sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
    }

    /** @param key of the message; @param here whether the reader is within it */
    public record Item(String href, String key, boolean here) { }

    /** This very page in the other language; what stood behind the question mark stays. */
    public String otherLanguage() {
        var other = "en".equals(LocaleContextHolder.getLocale().getLanguage()) ? "zh_CN" : "en";
        var page = ServletUriComponentsBuilder.fromCurrentRequest().replaceQueryParam("lang", other).build();
        return page.getPath() + "?" + page.getQuery();
    }

    public List<Item> items() {
        var items = new ArrayList<String>();
        user.get().ifPresent(account -> {
            if (account.applicant()) {
                items.add("my");
            }
            if (account.officer()) {
                items.add("inbox");
            }
            if (account.seesMoney()) {
                items.add("finance");
            }
            if (account.has(Role.FUND_OPERATOR) && !account.seesMoney()) {
                items.add("finance/guarantee");
            }
            if (account.has(Role.SYS_ADMIN) || account.has(Role.POLICY_EDITOR) || account.has(Role.POLICY_APPROVER) || account.has(Role.AUDITOR)) {
                items.add("admin");
            }
            if (sandbox) {
                items.add("sandbox");
            }
        });
        var path = ServletUriComponentsBuilder.fromCurrentRequest().build().getPath();
        return items.stream().map(name -> new Item("/" + name, name.substring(name.lastIndexOf('/') + 1) + ".title", path != null && (path + "/").startsWith("/" + name + "/"))).toList();
    }

    public String user() {
        return user.get().map(Account::displayName).orElse(null);
    }

    public boolean sandbox() {
        return sandbox;
    }

    public Instant now() {
        return clock.instant();
    }
}
