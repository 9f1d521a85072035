package org.huibu.studio.api;

import java.util.List;
import org.huibu.identity.Accounts;
import org.huibu.scheme.Releases;
import org.huibu.studio.draft.Draft;
import org.huibu.studio.draft.Places;
import org.huibu.studio.draft.Workshop;
import org.huibu.web.Formats;
import org.springframework.stereotype.Component;

/** Makes answers of drafts. */
@Component
class DraftViews {

    private final Workshop workshop;
    private final Releases releases;
    private final Accounts accounts;
    private final Formats formats;

    DraftViews(Workshop workshop, Releases releases, Accounts accounts, Formats formats) {
        this.workshop = workshop;
        this.releases = releases;
        this.accounts = accounts;
        this.formats = formats;
    }

    DraftView of(Draft draft) {
        return new DraftView(Long.toString(draft.id()), draft.schemeKey(), draft.purpose(), draft.state().name(), draft.version(), releases.find(draft.baseRelease()).version(),
                releases.active(draft.schemeKey()).version(), workshop.behind(draft), accounts.displayNames(draft.authors()), accounts.displayName(draft.savedBy()), draft.savedAt(),
                draft.releasedAs() == null ? null : releases.find(draft.releasedAs()).version());
    }

    DraftView.Detail detail(long id) {
        var draft = workshop.find(id);
        return new DraftView.Detail(of(draft), List.copyOf(draft.files().keySet()),
                workshop.steps(id).stream().map(step -> new DraftView.Step(step.what(), accounts.displayName(step.actor()), step.at(), step.detail())).toList());
    }

    DraftView.Check check(long id) {
        var draft = workshop.find(id);
        return new DraftView.Check(Places.of(workshop.faults(draft), draft.files()).stream().map(placed -> new DraftView.Wrong(placed.file(), placed.line(), placed.element(),
                placed.name(), placed.field(), placed.fault().code(), formats.fault(placed.fault()))).toList());
    }

    DraftView.Difference difference(long id) {
        return new DraftView.Difference(workshop.difference(workshop.find(id)).stream().map(change -> new DraftView.Changed(change.kind().name(), change.file(), change.type(),
                change.id(), change.name(), change.details().stream().map(d -> new DraftView.Property(d.property(), d.before(), d.after())).toList())).toList());
    }
}
