package org.huibu.studio;

import java.util.stream.Collectors;
import org.huibu.audit.Trail;
import org.huibu.scheme.Releases;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.Schemes;
import org.huibu.scheme.parameter.Continuations;
import org.huibu.studio.draft.Workshop;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Releases, drafts, failed steps, parameters about to expire, and the audit chains. */
@Controller
@RequestMapping("/admin")
class AdminPages {

    private final Schemes schemes;
    private final Releases releases;
    private final Workshop workshop;
    private final Trail trail;
    private final FailedSteps failed;
    private final Continuations continuations;

    AdminPages(Schemes schemes, Releases releases, Workshop workshop, Trail trail, FailedSteps failed, Continuations continuations) {
        this.schemes = schemes;
        this.releases = releases;
        this.workshop = workshop;
        this.trail = trail;
        this.failed = failed;
        this.continuations = continuations;
    }

    @GetMapping
    String releases(Model model) {
        var locale = LocaleContextHolder.getLocale();
        model.addAttribute("schemes", schemes.active().stream().collect(Collectors.toMap(Scheme::key, scheme -> scheme.name().in(locale))));
        model.addAttribute("releases", releases.all());
        model.addAttribute("drafts", workshop.going());
        model.addAttribute("incidents", failed.all());
        model.addAttribute("endings", continuations.endings().size());
        return "desk/admin";
    }

    @PostMapping("/incidents/{id}/retry")
    String retry(@PathVariable String id) {
        failed.retry(id);
        return "redirect:/admin";
    }

    @GetMapping("/audit")
    String audit(Model model) {
        model.addAttribute("chains", trail.verifyAll());
        return "desk/audit";
    }
}
