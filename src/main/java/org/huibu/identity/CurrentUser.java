package org.huibu.identity;

import java.util.Optional;
import org.huibu.shared.Refusal;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The account behind the running request. */
@Component
public class CurrentUser {

    private final Accounts accounts;

    CurrentUser(Accounts accounts) {
        this.accounts = accounts;
    }

    public Optional<Account> get() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null || !authentication.isAuthenticated() ? Optional.empty() : accounts.find(authentication.getName());
    }

    /** @throws Refusal FORBIDDEN {@code notLoggedIn} */
    public Account require() {
        return get().orElseThrow(() -> Refusal.forbidden("notLoggedIn"));
    }

    /** @throws Refusal FORBIDDEN {@code notLoggedIn} or {@code notAnOfficer} */
    public Account requireOfficer() {
        var account = require();
        if (!account.officer()) {
            throw Refusal.forbidden("notAnOfficer");
        }
        return account;
    }

    /** Name for trails: the account's, or the system's where a timer or a worker acts. */
    public String actor() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null || authentication.getName().equals("anonymousUser") ? "system" : authentication.getName();
    }
}
