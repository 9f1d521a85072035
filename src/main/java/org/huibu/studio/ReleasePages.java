package org.huibu.studio;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jakarta.servlet.http.HttpServletResponse;
import org.huibu.identity.Accounts;
import org.huibu.process.Models;
import org.huibu.process.Processes;
import org.huibu.scheme.Releases;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Refusal;
import org.huibu.studio.draft.Workshop;
import org.huibu.web.Formats;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** One release: its picture with the cases on it, its words, who made and who released it, and where a draft begins. */
@Controller
class ReleasePages {

    private final Schemes schemes;
    private final Releases releases;
    private final Workshop workshop;
    private final Processes processes;
    private final Models models;
    private final Accounts accounts;
    private final Formats formats;

    ReleasePages(Schemes schemes, Releases releases, Workshop workshop, Processes processes, Models models, Accounts accounts, Formats formats) {
        this.schemes = schemes;
        this.releases = releases;
        this.workshop = workshop;
        this.processes = processes;
        this.models = models;
        this.accounts = accounts;
        this.formats = formats;
    }

    @GetMapping("/admin/releases/{id}")
    String release(@PathVariable long id, Model model) {
        return page(id, Map.of(), "", model);
    }

    @GetMapping(path = "/admin/releases/{id}/diagram", produces = MediaType.APPLICATION_XML_VALUE)
    @ResponseBody
    String diagram(@PathVariable long id) {
        return models.xml(schemes.release(id).definitionId());
    }

    @PostMapping("/admin/drafts")
    String open(@RequestParam long release, @RequestParam(defaultValue = "") String purpose, Model model, HttpServletResponse response) {
        try {
            return "redirect:/admin/drafts/" + workshop.open(release, purpose);
        } catch (Refusal wrong) {
            if (wrong.kind() != Refusal.Kind.INVALID) {
                throw wrong;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(release, wrong.faults().stream().collect(Collectors.toMap(fault -> fault.path(), formats::fault)), purpose, model);
        }
    }

    /** Where cases are within a model that the release's own model calls. @param steps name → cases */
    record Within(String model, Map<String, Long> steps) { }

    private Map<String, Long> steps(String definitionId) {
        var running = processes.running(definitionId).stream().collect(Collectors.toMap(Processes.Count::element, Processes.Count::cases));
        var steps = new LinkedHashMap<String, Long>();
        models.elements(definitionId).stream().filter(element -> running.containsKey(element.id())).forEach(element -> steps.put(element.name(), running.get(element.id())));
        return steps;
    }

    private String page(long id, Map<String, String> errors, String purpose, Model model) {
        var scheme = schemes.release(id);
        var release = releases.find(id);
        var counts = processes.running(scheme.definitionId());
        model.addAttribute("scheme", scheme);
        model.addAttribute("release", release);
        model.addAttribute("drafters", release.editedBy() == null ? List.of() : accounts.displayNames(List.of(release.editedBy().split(","))));
        model.addAttribute("releaser", accounts.displayName(release.approvedBy()));
        model.addAttribute("files", releases.files(id));
        model.addAttribute("going", workshop.going().stream().filter(draft -> draft.schemeKey().equals(scheme.key())).toList());
        model.addAttribute("mayEdit", workshop.mayEdit());
        model.addAttribute("errors", errors);
        model.addAttribute("purpose", purpose);
        var elements = models.elements(scheme.definitionId());
        model.addAttribute("elements", elements);
        model.addAttribute("names", elements.stream().collect(Collectors.toMap(Models.Element::id, Models.Element::name, (one, other) -> one)));
        model.addAttribute("counts", counts);
        model.addAttribute("within", models.beside(scheme.definitionId()).entrySet().stream().map(called -> new Within(called.getValue(), steps(called.getKey())))
                .filter(called -> !called.steps().isEmpty()).toList());
        model.addAttribute("badges", counts.stream().map(c -> c.element() + ":" + c.cases()).collect(Collectors.joining(",")));
        return "desk/release";
    }
}
