package org.huibu.studio;

import java.util.List;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.process.Processes;
import org.huibu.shared.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Steps that failed by our own fault. Whoever looks after the system may try one again; auditors only read. */
@Service
class FailedSteps {

    private final Processes processes;
    private final CurrentUser user;

    FailedSteps(Processes processes, CurrentUser user) {
        this.processes = processes;
        this.user = user;
    }

    List<Processes.Incident> all() {
        return processes.incidents();
    }

    /** @throws Refusal FORBIDDEN {@code notAnAdministrator}, NOT_FOUND */
    @Transactional
    public void retry(String id) {
        if (!user.require().has(Role.SYS_ADMIN)) {
            throw Refusal.forbidden("notAnAdministrator");
        }
        processes.retry(id);
    }
}
