package org.huibu.studio;

import java.util.List;
import java.util.stream.Collectors;
import org.huibu.audit.Trail;
import org.huibu.identity.Accounts;
import org.huibu.process.Models;
import org.huibu.process.Processes;
import org.huibu.scheme.parameter.Continuations;
import org.huibu.scheme.Releases;
import org.huibu.scheme.Schemes;
import org.huibu.studio.draft.Workshop;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Releases, running cases per step, failed steps, parameters about to expire, and the audit chains. */
@Controller
@RequestMapping("/admin")
class AdminPages {

    private final Schemes schemes;
    private final Releases releases;
    private final Workshop workshop;
    private final Processes processes;
    private final Models models;
    private final Trail trail;
    private final FailedSteps failed;
    private final Continuations continuations;
    private final Accounts accounts;

    AdminPages(Schemes schemes, Releases releases, Workshop workshop, Processes processes, Models models, Trail trail, FailedSteps failed, Continuations continuations,
               Accounts accounts) {
        this.schemes = schemes;
        this.releases = releases;
        this.workshop = workshop;
        this.processes = processes;
        this.models = models;
        this.trail = trail;
        this.failed = failed;
        this.continuations = continuations;
        this.accounts = accounts;
    }

    @GetMapping
    String releases(Model model) {
        model.addAttribute("releases", releases.all());
        model.addAttribute("drafts", workshop.going());
        model.addAttribute("mayEdit", workshop.mayEdit());
        model.addAttribute("incidents", failed.all());
        model.addAttribute("endings", continuations.endings().size());
        return "desk/admin";
    }

    @GetMapping("/releases/{id}")
    String release(@PathVariable long id, Model model) {
        var scheme = schemes.release(id);
        var counts = processes.running(scheme.definitionId());
        model.addAttribute("scheme", scheme);
        var release = releases.find(id);
        model.addAttribute("release", release);
        model.addAttribute("drafters", release.editedBy() == null ? List.of() : accounts.displayNames(List.of(release.editedBy().split(","))));
        model.addAttribute("releaser", release.approvedBy() == null ? "" : accounts.displayName(release.approvedBy()));
        model.addAttribute("files", releases.files(id));
        model.addAttribute("mayEdit", workshop.mayEdit());
        var names = models.elements(scheme.definitionId()).stream().collect(Collectors.toMap(Models.Element::id, Models.Element::name, (one, other) -> one));
        model.addAttribute("names", names);
        model.addAttribute("counts", counts);
        model.addAttribute("badges", counts.stream().map(c -> c.element() + ":" + c.cases()).collect(Collectors.joining(",")));
        model.addAttribute("elements", models.elements(scheme.definitionId()));
        return "desk/release";
    }

    @GetMapping(path = "/releases/{id}/diagram", produces = MediaType.APPLICATION_XML_VALUE)
    @ResponseBody
    String diagram(@PathVariable long id) {
        return models.xml(schemes.release(id).definitionId());
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
