package org.huibu.desk.finance;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.huibu.disbursement.returns.ReturnLine;
import org.huibu.disbursement.returns.Returns;
import org.huibu.identity.Accounts;
import org.huibu.shared.Refusal;
import org.huibu.web.Formats;
import org.huibu.web.sheet.SheetDownload;
import org.huibu.web.sheet.SheetWriter;
import org.huibu.web.Slice;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Return files: upload with a preview, a second person who lets them be applied, their progress, and the lines that did not fit. */
@Controller
@RequestMapping("/finance/returns")
class ReturnPages {

    private static final int PAGE = 50;
    private final Returns returns;
    private final Accounts accounts;
    private final Formats formats;

    ReturnPages(Returns returns, Accounts accounts, Formats formats) {
        this.returns = returns;
        this.accounts = accounts;
        this.formats = formats;
    }

    @GetMapping
    String list(@RequestParam(required = false) Long before, Model model) {
        Slice.of(returns.list(before, PAGE + 1), PAGE).show(model, one -> one.id());
        model.addAttribute("payer", returns.payer());
        model.addAttribute("columns", returns.columns());
        model.addAttribute("names", accounts);
        return "desk/returns";
    }

    /** A file without lines, with the columns that are read. */
    @GetMapping("/template.csv")
    void template(HttpServletResponse response) throws IOException {
        returns.list(null, 1);
        try (var csv = SheetDownload.open(response, SheetWriter.Kind.CSV, "return-template")) {
            csv.row(returns.columns());
        }
    }

    @PostMapping
    String upload(@RequestParam(required = false) MultipartFile file, @RequestHeader(defaultValue = "") String accept, Model model, HttpServletResponse response) throws IOException {
        try {
            return "redirect:/finance/returns/" + returns.upload(file == null ? "" : file.getOriginalFilename(), file == null ? new byte[0] : file.getBytes());
        } catch (Refusal refusal) {
            if (accept.startsWith(MediaType.APPLICATION_JSON_VALUE) || refusal.kind() == Refusal.Kind.FORBIDDEN) {
                throw refusal;
            }
            list(null, model);
            model.addAttribute("fault", formats.text("refusal." + refusal.code(), refusal.arguments().toArray()));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "desk/returns";
        }
    }

    /** @param state whose lines are shown; those that did not fit first where there are any */
    @GetMapping("/{id}")
    String file(@PathVariable long id, @RequestParam(required = false) ReturnLine.State state, @RequestParam(defaultValue = "0") int after, Model model) {
        show(id, state, after, model);
        return "desk/return";
    }

    private void show(long id, ReturnLine.State asked, int after, Model model) {
        var counts = returns.counts(id);
        var state = asked != null ? asked : List.of(ReturnLine.State.PARKED, ReturnLine.State.READY, ReturnLine.State.APPLIED, ReturnLine.State.WORKED, ReturnLine.State.KNOWN).stream()
                .filter(counts::containsKey).findFirst().orElse(ReturnLine.State.READY);
        Slice.of(returns.lines(id, state, after, PAGE + 1), PAGE).show(model, one -> one.place());
        model.addAttribute("file", returns.find(id));
        model.addAttribute("counts", counts);
        model.addAttribute("all", counts.values().stream().mapToLong(Long::longValue).sum());
        model.addAttribute("ready", counts.getOrDefault(ReturnLine.State.READY, 0L));
        model.addAttribute("state", state);
        model.addAttribute("payer", returns.payer());
        model.addAttribute("confirmer", returns.confirmer());
        model.addAttribute("names", accounts);
    }

    @PostMapping("/{id}/confirm")
    String confirm(@PathVariable long id) {
        returns.confirm(id);
        return "redirect:/finance/returns/{id}";
    }

    @PostMapping("/{id}/discard")
    String discard(@PathVariable long id) {
        returns.discard(id);
        return "redirect:/finance/returns/{id}";
    }

    @PostMapping("/{id}/lines/{line}")
    String workOff(@PathVariable long id, @PathVariable long line, @RequestParam(defaultValue = "") String reason, Model model) {
        try {
            returns.workOff(id, line, reason);
            return "redirect:/finance/returns/{id}";
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            show(id, ReturnLine.State.PARKED, 0, model);
            model.addAttribute("faulty", line);
            model.addAttribute("faults", refusal.faults());
            model.addAttribute("typed", reason);
            return "desk/return";
        }
    }
}
