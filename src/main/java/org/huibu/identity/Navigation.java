package org.huibu.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

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

    /** @param key of the message */
    public record Item(String href, String key) { }

    public List<Item> items() {
        var items = new ArrayList<Item>();
        user.get().ifPresent(account -> {
            if (account.applicant()) {
                items.add(new Item("/my", "my.title"));
            }
            if (account.officer()) {
                items.add(new Item("/inbox", "inbox.title"));
            }
            if (account.seesMoney()) {
                items.add(new Item("/finance", "finance.title"));
            }
            if (account.has(Role.SYS_ADMIN) || account.has(Role.POLICY_EDITOR) || account.has(Role.POLICY_APPROVER) || account.has(Role.AUDITOR)) {
                items.add(new Item("/admin", "admin.title"));
            }
            if (sandbox) {
                items.add(new Item("/sandbox", "sandbox.title"));
            }
        });
        return items;
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
