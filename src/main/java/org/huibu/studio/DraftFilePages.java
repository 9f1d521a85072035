package org.huibu.studio;

import java.util.List;
import java.util.Map;
import jakarta.servlet.http.HttpServletResponse;
import org.huibu.shared.Refusal;
import org.huibu.studio.draft.Workshop;
import org.huibu.web.Formats;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One file of a draft: models in the modeler, anything as text where there is no script. */
@Controller
@RequestMapping("/admin/drafts/{id}/file")
class DraftFilePages {

    private final Workshop workshop;
    private final DraftModel shown;
    private final Formats formats;
    private final ModelerWords words;
    private final DraftFiles files;

    DraftFilePages(Workshop workshop, DraftModel shown, Formats formats, ModelerWords words, DraftFiles files) {
        this.workshop = workshop;
        this.shown = shown;
        this.formats = formats;
        this.words = words;
        this.files = files;
    }

    /** A fault for the editor. @param element null if it belongs to the whole file */
    record Told(String element, int line, String text) { }

    @GetMapping
    String file(@PathVariable long id, @RequestParam String name, Model model) {
        return page(id, name, null, null, model);
    }

    @PostMapping
    Object save(@PathVariable long id, @RequestParam String name, @RequestParam long version, @RequestParam String text,
                @RequestParam(name = "_action", defaultValue = "") String action, Model model, HttpServletResponse response) {
        workshop.requireEditor();
        // Forms send lines the way of the web; files keep theirs.
        var lines = text.replace("\r\n", "\n");
        try {
            var now = workshop.save(id, version, name, lines);
            return action.equals("script") ? ResponseEntity.ok(Map.of("version", Long.toString(now), "faults", told(id, name)))
                    : "redirect:/admin/drafts/" + id + "/file?saved&name=" + java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8);
        } catch (Refusal refusal) {
            if (action.equals("script") || refusal.kind() != Refusal.Kind.CONFLICT) {
                throw refusal;
            }
            response.setStatus(HttpStatus.CONFLICT.value());
            return page(id, name, lines, formats.text("refusal." + refusal.code(), refusal.arguments().toArray()), model);
        }
    }

    private List<Told> told(long id, String name) {
        return shown.faults(workshop.find(id)).stream().filter(placed -> placed.file().equals(name))
                .map(placed -> new Told(placed.element(), placed.line(), formats.fault(placed.fault()))).toList();
    }

    private String page(long id, String name, String typed, String refused, Model model) {
        var draft = workshop.find(id);
        var text = draft.files().get(name);
        if (text == null) {
            throw Refusal.notFound();
        }
        shown.head(model, draft);
        model.addAttribute("name", name);
        model.addAttribute("title", files.title(draft, name));
        model.addAttribute("text", typed == null ? text : typed);
        model.addAttribute("theirs", typed == null ? null : text);
        model.addAttribute("refused", refused);
        model.addAttribute("told", told(id, name));
        var bpmn = name.endsWith(".bpmn");
        model.addAttribute("modeler", bpmn);
        if (bpmn) {
            model.addAttribute("words", words.words());
            model.addAttribute("vocabulary", words.vocabulary(draft));
            model.addAttribute("faultsJson", words.json(told(id, name)));
        }
        return "studio/draft-file";
    }
}
