package org.huibu.portal.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.ClaimLine;
import org.huibu.party.Files;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.Schemes;
import org.huibu.scheme.form.FormField;
import org.huibu.shared.Fault;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the page of an application shows: sections, roster page, materials, and every fault beside its place. */
@Component
class ApplicationForm {

    static final int ROSTER_PAGE = 50;
    private static final int TOLD = 100;
    private final CaseFiles cases;
    private final Schemes schemes;
    private final Files files;
    private final FaultsTold faults;

    ApplicationForm(CaseFiles cases, Schemes schemes, Files files, FaultsTold faults) {
        this.cases = cases;
        this.schemes = schemes;
        this.files = files;
        this.faults = faults;
    }

    /** A field that was changed elsewhere while this page was open. */
    record Differs(FormField field, String theirs, String mine) { }

    /** @param size bytes */
    record Given(long id, String material, String name, long size) { }

    /** @param all also what is missing, not only what is wrong; @param onlyFaulty roster lines with faults */
    void show(String number, int page, boolean all, boolean onlyFaulty, Model model) {
        var file = cases.find(number);
        var scheme = schemes.release(file.releaseId());
        var wrong = cases.check(number);
        var shown = wrong.stream().filter(fault -> all || !missing(fault)).toList();
        model.addAttribute("file", file);
        model.addAttribute("scheme", scheme);
        model.addAttribute("values", cases.values(number));
        model.addAttribute("faults", faults.byPath(shown));
        model.addAttribute("told", all ? faults.told(number, scheme, shown, TOLD) : List.of());
        model.addAttribute("count", all ? shown.size() : 0);
        model.addAttribute("corrections", faults.corrections(number, scheme, cases.corrections(number)));
        model.addAttribute("materials", given(number));
        model.addAttribute("differs", List.of());
        if (scheme.hasLines()) {
            roster(number, page, onlyFaulty, faults.byLine(wrong), model);
        }
    }

    /** The same page with what was typed on a stale one and, where both changed a field, both values. */
    void showStale(String number, Map<String, String> typed, Model model) {
        show(number, 0, false, false, model);
        var scheme = (Scheme) model.getAttribute("scheme");
        var stored = cases.values(number);
        var mine = new LinkedHashMap<>(stored);
        scheme.form().single().forEach(field -> {
            if (typed.get(field.path()) != null) {
                mine.put(field.path(), typed.get(field.path()));
            }
        });
        model.addAttribute("values", mine);
        model.addAttribute("differs", scheme.form().single().stream()
                .filter(field -> !Objects.equals(Objects.toString(stored.get(field.path()), ""), Objects.toString(mine.get(field.path()), "")))
                .map(field -> new Differs(field, stored.get(field.path()), mine.get(field.path()))).toList());
    }

    List<Given> given(String number) {
        return cases.materials(number).stream().map(one -> new Given(one.id(), one.material(), one.name(), files.describe(one.fileId()).size())).toList();
    }

    private void roster(String number, int page, boolean onlyFaulty, Map<Integer, Map<String, String>> wrong, Model model) {
        var lines = cases.lines(number);
        var listed = onlyFaulty ? lines.stream().filter(line -> wrong.containsKey(line.seq())).toList() : lines;
        int pages = Math.max(1, (listed.size() + ROSTER_PAGE - 1) / ROSTER_PAGE);
        int at = Math.max(0, Math.min(page, pages - 1));
        var part = listed.stream().skip((long) at * ROSTER_PAGE).limit(ROSTER_PAGE).toList();
        model.addAttribute("lines", part);
        model.addAttribute("lineCount", lines.size());
        model.addAttribute("lineFaults", part.stream().map(ClaimLine::seq).filter(wrong::containsKey).collect(Collectors.toMap(seq -> seq, wrong::get)));
        model.addAttribute("faultyLines", wrong.size());
        model.addAttribute("onlyFaulty", onlyFaulty);
        model.addAttribute("page", at);
        model.addAttribute("pages", pages);
    }

    private static boolean missing(Fault fault) {
        return List.of("required", "materialMissing", "rosterEmpty").contains(fault.code());
    }
}
