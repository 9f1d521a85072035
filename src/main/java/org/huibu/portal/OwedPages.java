package org.huibu.portal;

import jakarta.servlet.http.HttpServletResponse;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.recovery.Defence;
import org.huibu.disbursement.receivable.DebtList;
import org.huibu.shared.Refusal;
import org.huibu.web.Formats;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the reader owes, why, where to pay and by when; and what he says before anything is decided against him. */
@Controller
@RequestMapping("/my")
class OwedPages {

    private final DebtList debts;
    private final Defence defence;
    private final CaseFiles cases;
    private final Formats formats;

    OwedPages(DebtList debts, Defence defence, CaseFiles cases, Formats formats) {
        this.debts = debts;
        this.defence = defence;
        this.cases = cases;
        this.formats = formats;
    }

    @GetMapping("/debts")
    String owed(Model model) {
        model.addAttribute("debts", debts.mine());
        return "portal/owed";
    }

    @GetMapping("/cases/{number}/statement")
    String ask(@PathVariable String number, Model model) {
        model.addAttribute("file", cases.find(number));
        model.addAttribute("values", cases.values(number));
        model.addAttribute("open", defence.open(number));
        return "portal/statement";
    }

    @PostMapping("/cases/{number}/statement")
    String state(@PathVariable String number, @RequestParam(defaultValue = "") String statement, Model model, HttpServletResponse response) {
        try {
            defence.state(number, statement);
            return "redirect:/my/cases/{number}";
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("wrong", formats.fault(refusal.faults().get(0)));
            model.addAttribute("statement", statement);
            return ask(number, model);
        }
    }
}
