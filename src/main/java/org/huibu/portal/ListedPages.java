package org.huibu.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.listing.RosterLists;
import org.huibu.process.SourceDown;
import org.huibu.scheme.Schemes;
import org.huibu.web.Formats;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Names ticked from a department's list, such as a firm's insured. A silent source is said so, and the roster can be filled in by hand or file. */
@Controller
@RequestMapping("/my/cases/{number}/listed")
class ListedPages {

    private final CaseFiles cases;
    private final RosterLists lists;
    private final Schemes schemes;
    private final Formats formats;

    ListedPages(CaseFiles cases, RosterLists lists, Schemes schemes, Formats formats) {
        this.cases = cases;
        this.lists = lists;
        this.schemes = schemes;
        this.formats = formats;
    }

    @GetMapping
    String page(@PathVariable String number, @RequestParam(defaultValue = "0") int page, Model model, HttpServletResponse response) {
        var file = cases.find(number);
        if (!file.editable()) {
            return "redirect:/my/cases/" + number;
        }
        var scheme = schemes.release(file.releaseId());
        var mandated = lists.mandated(number);
        model.addAttribute("file", file);
        model.addAttribute("mandated", mandated);
        model.addAttribute("source", formats.text("origin." + scheme.pack().lines().listed().check()));
        model.addAttribute("columns", scheme.form().roster().orElseThrow().children().stream().filter(column -> scheme.pack().lines().listed().columns().containsKey(column.path())).toList());
        if (mandated) {
            try {
                var part = lists.page(number, page);
                model.addAttribute("part", part);
                model.addAttribute("page", page);
                model.addAttribute("pages", Math.max(1, (part.total() + RosterLists.PAGE - 1) / RosterLists.PAGE));
            } catch (SourceDown down) {
                response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            }
        }
        return "portal/listed";
    }

    @PostMapping("/mandate")
    String mandate(@PathVariable String number) {
        lists.mandate(number);
        return "redirect:/my/cases/" + number + "/listed";
    }

    @PostMapping
    String add(@PathVariable String number, @RequestParam(defaultValue = "0") int page, @RequestParam(required = false) Set<String> key) {
        try {
            lists.add(number, page, key == null ? Set.of() : key);
        } catch (SourceDown down) {
            return "redirect:/my/cases/" + number + "/listed?page=" + page;
        }
        return "redirect:/my/cases/" + number + "/edit?saved#roster";
    }
}
