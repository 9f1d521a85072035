package org.huibu.review.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.CaseHappened;
import org.huibu.casefile.CaseWork;
import org.huibu.identity.Account;
import org.huibu.identity.AccountDisabled;
import org.huibu.identity.Accounts;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.review.Participation;
import org.huibu.scheme.Phase;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Taking, giving back and recusing: one winner, and everybody else is told who it was. */
@Service
public class Inbox {

    private static final int REASON = 400;
    private final InboxRows rows;
    private final CaseWork work;
    private final InboxList list;
    private final CurrentUser user;
    private final Accounts accounts;
    private final Participation participation;
    private final ApplicationEventPublisher events;

    Inbox(InboxRows rows, CaseWork work, InboxList list, CurrentUser user, Accounts accounts, Participation participation, ApplicationEventPublisher events) {
        this.rows = rows;
        this.work = work;
        this.list = list;
        this.user = user;
        this.accounts = accounts;
        this.participation = participation;
        this.events = events;
    }

    /** A task that is over. @param username who decided it; null if the process took it away (withdrawal, limit) */
    public record Done(String taskId, String caseNumber, String name, String role, String region, String username, String outcome, Instant at) { }

    /** My queue, the most urgent first. @param after task id to continue behind; null for the first page */
    @Transactional(readOnly = true)
    public List<InboxRow> mine(String after, int count) {
        var cursor = after == null ? null : rows.task(after).map(InboxRow::cursor).orElseThrow(() -> Refusal.conflict("taskGone"));
        return list.page(InboxFilter.ALL, cursor, count).rows().stream().filter(row -> !row.lane().waits()).toList();
    }

    @Transactional(readOnly = true)
    public long count() {
        var counts = list.counts(InboxFilter.ALL);
        return counts.of(Lane.GREEN) + counts.of(Lane.JUDGE);
    }

    /** Open tasks of a case: who has it and until when. No authorisation: callers show it to the owner and to officers. */
    @Transactional(readOnly = true)
    public List<InboxRow> ofCase(String caseNumber) {
        return rows.tasksOf(caseNumber);
    }

    /** Open tasks of a role in a region, whoever has them. No authorisation: callers use it for what their reader may see. @param region prefix of its code */
    @Transactional(readOnly = true)
    public List<InboxRow> waitingFor(Role role, String region) {
        return rows.ofRole(role, region);
    }

    /** @throws Refusal NOT_FOUND if it is gone or not of my role and region */
    @Transactional(readOnly = true)
    public InboxRow task(String taskId) {
        var account = user.requireOfficer();
        return rows.task(taskId).filter(row -> within(row, account)).orElseThrow(Refusal::notFound);
    }

    /** A task that is over, of my role and region. */
    @Transactional(readOnly = true)
    public Optional<Done> done(String taskId) {
        var account = user.requireOfficer();
        return rows.done(taskId).filter(done -> account.has(Role.valueOf(done.role())) && done.region().startsWith(account.region().prefix()));
    }

    /** A case that an officer of its region may read. @throws Refusal NOT_FOUND */
    @Transactional(readOnly = true)
    public CaseFile caseOfMyRegion(String number) {
        var officer = user.requireOfficer();
        var file = work.find(number);
        if (file.phase() == Phase.DRAFT || !file.region().startsWith(officer.region().prefix()) || officer.partner() && !brought(number, officer)) {
            throw Refusal.notFound();
        }
        return file;
    }

    /** Why the task cannot be mine. @throws Refusal FORBIDDEN by the separation of duties or an interest, CONFLICT {@code caseSuspended} */
    @Transactional(readOnly = true)
    public void mayTake(InboxRow row) {
        if (work.find(row.caseNumber()).suspension().isPresent()) {
            throw Refusal.conflict("caseSuspended");
        }
        participation.check(row.caseNumber(), row.separation(), user.requireOfficer());
    }

    /**
     * Takes a task; whoever takes it declares that he has no interest in the case (SD3).
     *
     * @throws Refusal CONFLICT {@code takenBy} with the other's name, {@code taskGone} or {@code caseSuspended}, FORBIDDEN by the separation of duties
     */
    @Transactional
    public void claim(String taskId) {
        var account = user.requireOfficer();
        var row = rows.task(taskId).orElseThrow(() -> Refusal.conflict("taskGone"));
        if (!within(row, account)) {
            throw Refusal.notFound();
        }
        if (work.hold(row.caseNumber()).isPresent()) {
            throw Refusal.conflict("caseSuspended");
        }
        participation.check(row.caseNumber(), row.separation(), account);
        if (!rows.hold(taskId, account.username())) {
            throw rows.task(taskId).map(other -> Refusal.conflict("takenBy", accounts.displayName(other.assignee()))).orElseGet(() -> Refusal.conflict("taskGone"));
        }
        if (row.assignee() == null) {
            events.publishEvent(new CaseHappened(row.caseNumber(), "TaskClaimed", Map.of("task", row.name(), "interest", "NONE")));
        }
    }

    /** Gives it back to the queue. @throws Refusal CONFLICT {@code takenBy} if it is not mine */
    @Transactional
    public void unclaim(String taskId) {
        var row = task(taskId);
        if (row.assignee() == null) {
            return;
        }
        if (!rows.release(taskId, user.require().username())) {
            throw Refusal.conflict("takenBy", accounts.displayName(row.assignee()));
        }
        events.publishEvent(new CaseHappened(row.caseNumber(), "TaskReturned", Map.of("task", row.name())));
    }

    /** Declares an interest: the task returns to the queue and the case is not offered to me again (SD3). @throws Refusal INVALID {@code recusalReason} */
    @Transactional
    public void recuse(String taskId, String reason) {
        var row = task(taskId);
        var me = user.require().username();
        if (reason == null || reason.isBlank() || reason.length() > REASON) {
            throw Refusal.invalid(List.of(Fault.at("reason", "recusalReason")));
        }
        rows.release(taskId, me);
        participation.recuse(row.caseNumber(), me, reason.strip());
        events.publishEvent(new CaseHappened(row.caseNumber(), "OfficerRecused", Map.of("task", row.name())));
    }

    /** What a disabled account held is free for others. */
    @EventListener
    void on(AccountDisabled gone) {
        rows.heldBy(gone.username()).forEach(row -> {
            rows.release(row.taskId(), gone.username());
            events.publishEvent(new CaseHappened(row.caseNumber(), "TaskReturned", Map.of("task", row.name())));
        });
    }

    /** A bank or a fund operator sees a case while it has a task in it and after it took part. */
    private boolean brought(String number, Account partner) {
        return rows.tasksOf(number).stream().anyMatch(row -> within(row, partner)) || participation.unitTookPart(number, partner.unit());
    }

    private static boolean within(InboxRow row, Account account) {
        return account.has(Role.valueOf(row.role())) && row.region().startsWith(account.region().prefix())
                && (row.institution() == null || row.institution().equals(account.institution()));
    }
}
