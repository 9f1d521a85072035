package org.huibu.studio;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jakarta.servlet.http.HttpServletResponse;
import org.huibu.shared.Refusal;
import org.huibu.studio.draft.Draft;
import org.huibu.studio.draft.ParameterTable;
import org.huibu.studio.draft.Workshop;
import org.huibu.web.Formats;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The dated values of a draft: a row is edited with its period, source and mark, and kept as typed; its faults stand at their fields. */
@Controller
@RequestMapping("/admin/drafts/{id}/parameters")
class DraftParameterPages {

    private final Workshop workshop;
    private final DraftModel shown;
    private final ParameterRowsShown rows;
    private final Formats formats;

    DraftParameterPages(Workshop workshop, DraftModel shown, ParameterRowsShown rows, Formats formats) {
        this.workshop = workshop;
        this.shown = shown;
        this.rows = rows;
        this.formats = formats;
    }

    @GetMapping
    String table(@PathVariable long id, @RequestParam String file, @RequestParam(required = false) Integer row, Model model) {
        return page(id, file, row, null, null, model);
    }

    @PostMapping
    String save(@PathVariable long id, @RequestParam String file, @RequestParam int row, @RequestParam long version, @RequestParam Map<String, String> sent,
                @RequestParam(name = "_action", defaultValue = "") String action, Model model, HttpServletResponse response) {
        workshop.requireEditor();
        var table = ParameterTable.read(text(workshop.find(id), file));
        var typed = new LinkedHashMap<String, String>();
        ParameterTable.FIELDS.forEach(field -> typed.put(field, sent.getOrDefault(field, "")));
        if (row < 0 || row > table.rows().size()) {
            throw Refusal.notFound();
        }
        var known = row < table.rows().size();
        try {
            workshop.save(id, version, file, known && action.equals("remove") ? table.without(row) : known && action.equals("follow") ? table.followed(row, typed) : table.with(row, typed));
            var changed = action.equals("remove") ? -1 : known && action.equals("follow") ? row + 1 : row;
            var open = rows.wrong(workshop.find(id), file, changed) ? "&row=" + changed + "#edit" : "#row-" + changed;
            return "redirect:/admin/drafts/" + id + "/parameters?saved&file=" + URLEncoder.encode(file, StandardCharsets.UTF_8) + open;
        } catch (Refusal refusal) {
            if (refusal.kind() != Refusal.Kind.CONFLICT && refusal.kind() != Refusal.Kind.TOO_LARGE) {
                throw refusal;
            }
            response.setStatus(refusal.kind() == Refusal.Kind.CONFLICT ? HttpStatus.CONFLICT.value() : HttpStatus.CONTENT_TOO_LARGE.value());
            return page(id, file, row, typed, formats.text("refusal." + refusal.code(), refusal.arguments().toArray()), model);
        }
    }

    private String page(long id, String file, Integer row, Map<String, String> typed, String refused, Model model) {
        var draft = workshop.find(id);
        text(draft, file);
        shown.head(model, draft);
        model.addAttribute("file", file);
        model.addAttribute("refused", refused);
        rows.fill(model, draft, file, row, typed);
        return "studio/draft-parameters";
    }

    private static String text(Draft draft, String file) {
        var text = draft.files().get(file);
        if (text == null || !file.endsWith("parameters.yaml")) {
            throw Refusal.notFound();
        }
        return text;
    }
}
