package org.huibu.desk;

import java.util.Arrays;
import java.util.List;
import org.huibu.casefile.postcheck.DrawnCheck;
import org.huibu.casefile.postcheck.DrawnChecks;
import org.huibu.identity.Accounts;
import org.huibu.identity.CurrentUser;
import org.huibu.web.Slice;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was drawn of the paid cases of one's own region, and what was found. */
@Controller
class PostCheckPages {

    private static final int PAGE = 50;
    private static final int DRAWS = 12;
    private final DrawnChecks checks;
    private final Accounts accounts;
    private final CurrentUser user;

    PostCheckPages(DrawnChecks checks, Accounts accounts, CurrentUser user) {
        this.checks = checks;
        this.accounts = accounts;
        this.user = user;
    }

    @GetMapping("/finance/post-checks")
    String list(@RequestParam(defaultValue = "") List<DrawnCheck.State> state, @RequestParam(required = false) Long before, Model model) {
        Slice.of(checks.drawn(state, before, PAGE + 1), PAGE).show(model, DrawnCheck::id);
        model.addAttribute("draws", checks.draws(null, DRAWS));
        model.addAttribute("chosen", state);
        model.addAttribute("states", Arrays.asList(DrawnCheck.State.values()));
        model.addAttribute("money", user.require().seesMoney());
        model.addAttribute("officer", user.require().officer());
        model.addAttribute("names", accounts);
        return "desk/post-checks";
    }
}
