package org.huibu.studio;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jakarta.servlet.http.HttpServletResponse;
import org.huibu.shared.Refusal;
import org.huibu.studio.draft.Draft;
import org.huibu.studio.draft.Workshop;
import org.huibu.studio.draft.ParameterTable;
import org.huibu.web.Formats;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The dated values of a draft: a row is edited with its period, source and mark, and kept as typed. */
@Controller
@RequestMapping("/admin/drafts/{id}/parameters")
class DraftParameterPages {

    private static final List<String> UNITS = List.of("CNY", "WORKING_DAYS", "DAYS", "MONTHS", "YEARS", "FLAG", "CODE");
    private static final List<String> MARKS = List.of("SEED", "V1", "V2", "UNVERIFIED", "DEMO");
    private final Workshop workshop;
    private final DraftModel shown;
    private final Formats formats;

    DraftParameterPages(Workshop workshop, DraftModel shown, Formats formats) {
        this.workshop = workshop;
        this.shown = shown;
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
        try {
            workshop.save(id, version, file, action.equals("remove") && row < table.rows().size() ? table.without(row) : table.with(row, typed));
            return "redirect:/admin/drafts/" + id + "/parameters?saved=" + row + "&file=" + java.net.URLEncoder.encode(file, java.nio.charset.StandardCharsets.UTF_8);
        } catch (Refusal refusal) {
            if (!refusal.code().equals("draftChanged")) {
                throw refusal;
            }
            response.setStatus(HttpStatus.CONFLICT.value());
            return page(id, file, row, typed, formats.text("refusal.draftChanged", refusal.arguments().toArray()), model);
        }
    }

    private String page(long id, String file, Integer row, Map<String, String> typed, String refused, Model model) {
        var draft = workshop.find(id);
        var table = ParameterTable.read(text(draft, file));
        shown.head(model, draft);
        model.addAttribute("file", file);
        model.addAttribute("rows", table.rows());
        model.addAttribute("row", row);
        model.addAttribute("refused", refused);
        var stored = row == null || row < 0 || row >= table.rows().size() ? Map.<String, String>of() : table.rows().get(row).typed();
        model.addAttribute("typed", typed == null ? stored : typed);
        model.addAttribute("theirs", typed == null ? Map.of() : stored);
        model.addAttribute("fields", ParameterTable.FIELDS);
        model.addAttribute("units", UNITS);
        model.addAttribute("marks", MARKS);
        model.addAttribute("faults", shown.faults(draft).stream().filter(placed -> placed.file().equals(file)).toList());
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
