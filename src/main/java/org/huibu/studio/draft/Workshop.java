package org.huibu.studio.draft;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.huibu.identity.Account;
import org.huibu.identity.Accounts;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.scheme.Releases;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.huibu.studio.difference.Change;
import org.huibu.studio.difference.Difference;
import org.huibu.web.Formats;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** From a release to the next one: a policy editor drafts, a policy approver who had no hand in it releases (flows §1.2 SD4). */
@Service
public class Workshop {

    private static final Set<Role> READERS = Set.of(Role.POLICY_EDITOR, Role.POLICY_APPROVER, Role.SYS_ADMIN, Role.AUDITOR);
    private static final int MOST_SHOWN = 50;
    private static final int MOST_WORDS = 400;
    private static final int MOST_TEXT = 900_000;
    private final Drafts drafts;
    private final DraftSteps steps;
    private final Releases releases;
    private final CurrentUser user;
    private final Accounts accounts;
    private final Formats formats;
    private final Clock clock;

    Workshop(Drafts drafts, DraftSteps steps, Releases releases, CurrentUser user, Accounts accounts, Formats formats, Clock clock) {
        this.drafts = drafts;
        this.steps = steps;
        this.releases = releases;
        this.user = user;
        this.accounts = accounts;
        this.formats = formats;
        this.clock = clock;
    }

    /** Open and submitted ones, newest first. */
    public List<Draft> going() {
        reader();
        return drafts.findByStateInOrderByIdDesc(List.of(Draft.State.OPEN, Draft.State.SUBMITTED), Limit.of(MOST_SHOWN));
    }

    /** @throws Refusal FORBIDDEN {@code notAReaderOfDrafts}, NOT_FOUND */
    public Draft find(long id) {
        reader();
        return drafts.findById(id).orElseThrow(Refusal::notFound);
    }

    public List<DraftStep> steps(long id) {
        return steps.of(id);
    }

    /** All faults, by the checks that deployment applies. */
    public List<Fault> faults(Draft draft) {
        return releases.check(draft.schemeKey(), draft.files());
    }

    /** What would change for new cases: against the running release, or for a released draft against the one it followed. */
    public List<Change> difference(Draft draft) {
        var running = draft.comparedTo() == null ? releases.active(draft.schemeKey()).id() : draft.comparedTo();
        return Difference.between(releases.files(running), draft.files());
    }

    /** True if another release became active since the draft was begun. */
    public boolean behind(Draft draft) {
        if (!draft.open()) {
            return false;
        }
        var running = releases.active(draft.schemeKey());
        return running.id() != draft.baseRelease() && running.activatedAt().isAfter(openedOn(draft));
    }

    private java.time.Instant openedOn(Draft draft) {
        return steps.of(draft.id()).stream().filter(step -> step.what().equals("DraftOpened") || step.what().equals("DraftFollowed")).map(DraftStep::at)
                .reduce((one, later) -> later).orElse(draft.savedAt());
    }

    /** @throws Refusal FORBIDDEN {@code notAPolicyEditor}, NOT_FOUND, INVALID at {@code purpose} */
    @Transactional
    public long open(long release, String purpose) {
        var by = editor();
        var base = releases.find(release);
        words("purpose", purpose);
        return drafts.saveAndFlush(new Draft(base.schemeKey(), base.id(), purpose.strip(), releases.files(release), by.username(), clock.instant())).id();
    }

    /** The same on what new cases follow now. */
    @Transactional
    public long openOn(String schemeKey, String purpose) {
        editor();
        return open(releases.active(schemeKey).id(), purpose);
    }

    /**
     * Keeps a file as it is typed, faults included.
     *
     * @param version of the draft that the author saw
     * @return the version after this
     * @throws Refusal CONFLICT {@code draftChanged} or {@code draftAlready} with who and when, {@code draftNotOpen}
     */
    @Transactional
    public long save(long id, long version, String file, String text) {
        var by = editor();
        var draft = at(id, version);
        if (draft.files().values().stream().mapToLong(String::length).sum() + text.length() > MOST_TEXT) {
            throw new Refusal(Refusal.Kind.TOO_LARGE, "draftTooLarge");
        }
        draft.save(file, text, by.username(), clock.instant());
        return drafts.saveAndFlush(draft).version();
    }

    /** Takes over what was released since: files that only the others changed follow, files that the author changed stay. */
    @Transactional
    public void follow(long id, long version) {
        var by = editor();
        var draft = at(id, version);
        var running = releases.active(draft.schemeKey());
        var base = releases.files(draft.baseRelease());
        var merged = new TreeMap<>(releases.files(running.id()));
        draft.files().forEach((file, text) -> {
            if (!Objects.equals(base.get(file), text)) {
                merged.put(file, text);
            }
        });
        draft.follow(running.id(), merged, by.username(), clock.instant());
        drafts.saveAndFlush(draft);
    }

    /** Files that the author and a release since have both changed; they need a look after {@link #follow}. */
    public List<String> both(Draft draft) {
        var base = releases.files(draft.baseRelease());
        var running = releases.files(releases.active(draft.schemeKey()).id());
        var names = new HashSet<>(draft.files().keySet());
        names.retainAll(running.keySet());
        return names.stream().filter(file -> !Objects.equals(base.get(file), draft.files().get(file)) && !Objects.equals(base.get(file), running.get(file))).sorted().toList();
    }

    /** @throws Refusal INVALID with all faults; CONFLICT {@code draftBehind}, {@code nothingChanged} */
    @Transactional
    public void submit(long id, long version) {
        editor();
        var draft = at(id, version);
        draft.in(Draft.State.OPEN);
        if (behind(draft)) {
            throw Refusal.conflict("draftBehind");
        }
        var faults = faults(draft);
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        var running = releases.active(draft.schemeKey());
        if (releases.files(running.id()).equals(draft.files())) {
            throw Refusal.conflict("nothingChanged");
        }
        draft.submit(running.id());
        drafts.saveAndFlush(draft);
    }

    @Transactional
    public void takeBack(long id, long version) {
        editor();
        change(at(id, version), Draft::takeBack);
    }

    @Transactional
    public void discard(long id, long version) {
        editor();
        change(at(id, version), Draft::discard);
    }

    /** @throws Refusal FORBIDDEN {@code notAPolicyReleaser}, INVALID at {@code reason} */
    @Transactional
    public void giveBack(long id, long version, String reason) {
        approver();
        var draft = at(id, version);
        words("reason", reason);
        change(draft, one -> one.giveBack(reason.strip()));
    }

    /**
     * The second person's word: new cases follow the draft from now on, running ones stay on theirs.
     *
     * @throws Refusal FORBIDDEN {@code notAPolicyReleaser}, {@code separationSd4} for whoever had a hand in it; CONFLICT {@code draftNotSubmitted},
     *     {@code draftChanged}, {@code runningReleaseChanged}; INVALID if the checks of the house have become stricter since
     */
    @Transactional
    public Releases.Release release(long id, long version) {
        var by = approver();
        var draft = at(id, version);
        draft.in(Draft.State.SUBMITTED);
        if (draft.authors().contains(by.username())) {
            throw Refusal.forbidden("separationSd4");
        }
        var release = releases.activate(draft.schemeKey(), draft.files(), draft.comparedTo(), draft.purpose(), String.join(",", draft.authors()), by.username());
        change(draft, one -> one.released(release.id()));
        return release;
    }

    public boolean mayEdit() {
        return user.get().filter(account -> account.has(Role.POLICY_EDITOR)).isPresent();
    }

    /** True for an approver who had no hand in the draft. */
    public boolean mayRelease(Draft draft) {
        return user.get().filter(account -> account.has(Role.POLICY_APPROVER) && !draft.authors().contains(account.username())).isPresent();
    }

    /** @throws Refusal FORBIDDEN {@code notAPolicyEditor} */
    public void requireEditor() {
        editor();
    }

    /** @throws Refusal FORBIDDEN {@code notAPolicyReleaser} */
    public void requireApprover() {
        approver();
    }

    private void change(Draft draft, java.util.function.Consumer<Draft> how) {
        how.accept(draft);
        drafts.saveAndFlush(draft);
    }

    private Draft at(long id, long version) {
        var draft = drafts.locked(id).orElseThrow(Refusal::notFound);
        if (draft.version() != version) {
            throw meanwhile(draft);
        }
        return draft;
    }

    /** Who was faster, when, and with what. */
    private Refusal meanwhile(Draft draft) {
        var story = steps.of(draft.id());
        var last = story.get(story.size() - 1);
        return last.what().equals("DraftSaved") ? Refusal.conflict("draftChanged", accounts.displayName(draft.savedBy()), formats.minute(draft.savedAt()))
                : Refusal.conflict("draftAlready", accounts.displayName(last.actor()), formats.minute(last.at()), formats.text("draft.step." + last.what()));
    }

    private static void words(String field, String text) {
        if (text == null || text.isBlank() || text.length() > MOST_WORDS) {
            throw Refusal.invalid(List.of(Fault.at(field, "draftWords", MOST_WORDS)));
        }
    }

    private void reader() {
        var account = user.require();
        if (READERS.stream().noneMatch(account::has)) {
            throw Refusal.forbidden("notAReaderOfDrafts");
        }
    }

    private Account editor() {
        return having(Role.POLICY_EDITOR, "notAPolicyEditor");
    }

    private Account approver() {
        return having(Role.POLICY_APPROVER, "notAPolicyReleaser");
    }

    private Account having(Role role, String code) {
        var account = user.require();
        if (!account.has(role)) {
            throw Refusal.forbidden(code);
        }
        return account;
    }
}
