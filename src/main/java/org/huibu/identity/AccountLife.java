package org.huibu.identity;

import java.util.List;
import org.huibu.shared.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who may still work: the administrator ends an account and opens it again. */
@Service
public class AccountLife {

    private final CurrentUser user;
    private final JdbcClient jdbc;
    private final FindByIndexNameSessionRepository<?> sessions;
    private final ApplicationEventPublisher events;

    AccountLife(CurrentUser user, JdbcClient jdbc, FindByIndexNameSessionRepository<?> sessions, ApplicationEventPublisher events) {
        this.user = user;
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.events = events;
    }

    /** An account in the administrator's list. */
    public record Listed(String username, String displayName, String unit, boolean enabled) { }

    /** @throws Refusal FORBIDDEN {@code notAnAdministrator} */
    @Transactional(readOnly = true)
    public List<Listed> all() {
        administrator();
        return jdbc.sql("select username, display_name, unit, enabled from account order by username").query(Listed.class).list();
    }

    /**
     * Ends the account: it logs in no more, its sessions end on every node, and what it held returns to the queues.
     *
     * @throws Refusal FORBIDDEN {@code notAnAdministrator}, CONFLICT {@code ownAccount}, NOT_FOUND
     */
    @Transactional
    public void disable(String username) {
        if (administrator().username().equals(username)) {
            throw Refusal.conflict("ownAccount");
        }
        enabled(username, false);
        sessions.findByPrincipalName(username).keySet().forEach(sessions::deleteById);
        events.publishEvent(new AccountDisabled(username));
    }

    /** @throws Refusal FORBIDDEN {@code notAnAdministrator}, NOT_FOUND */
    @Transactional
    public void enable(String username) {
        administrator();
        enabled(username, true);
    }

    private void enabled(String username, boolean enabled) {
        if (jdbc.sql("update account set enabled = ? where username = ?").params(enabled, username).update() == 0) {
            throw Refusal.notFound();
        }
    }

    private Account administrator() {
        var account = user.require();
        if (!account.has(Role.SYS_ADMIN)) {
            throw Refusal.forbidden("notAnAdministrator");
        }
        return account;
    }
}
