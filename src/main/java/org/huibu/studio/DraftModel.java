package org.huibu.studio;

import java.util.List;
import org.huibu.identity.Accounts;
import org.huibu.scheme.Releases;
import org.huibu.scheme.Schemes;
import org.huibu.studio.draft.Draft;
import org.huibu.studio.draft.Workshop;
import org.huibu.studio.draft.Places;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the pages of a draft show alike. */
@Component
class DraftModel {

    private final Workshop workshop;
    private final Releases releases;
    private final Schemes schemes;
    private final Accounts accounts;
    private final DraftFiles files;

    DraftModel(Workshop workshop, Releases releases, Schemes schemes, Accounts accounts, DraftFiles files) {
        this.workshop = workshop;
        this.releases = releases;
        this.schemes = schemes;
        this.accounts = accounts;
        this.files = files;
    }

    void head(Model model, Draft draft) {
        model.addAttribute("draft", draft);
        model.addAttribute("scheme", schemes.scheme(draft.schemeKey()));
        model.addAttribute("base", releases.find(draft.baseRelease()));
        model.addAttribute("running", releases.active(draft.schemeKey()));
        model.addAttribute("names", accounts);
        model.addAttribute("authors", accounts.displayNames(draft.authors()));
        model.addAttribute("mayEdit", workshop.mayEdit());
    }

    void fill(Model model, Draft draft) {
        head(model, draft);
        var going = draft.open() || draft.submitted();
        model.addAttribute("faults", going ? faults(draft) : List.of());
        model.addAttribute("behind", workshop.behind(draft));
        model.addAttribute("both", draft.open() ? workshop.both(draft) : List.of());
        model.addAttribute("changes", workshop.difference(draft));
        model.addAttribute("kinds", files.of(draft, schemes.release(draft.baseRelease())));
        model.addAttribute("steps", workshop.steps(draft.id()));
        model.addAttribute("mayRelease", workshop.mayRelease(draft));
    }

    List<Places.Placed> faults(Draft draft) {
        return Places.of(workshop.faults(draft), draft.files());
    }
}
