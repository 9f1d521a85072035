package org.huibu.desk.finance;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.huibu.disbursement.court.CourtResult;
import org.huibu.disbursement.court.CourtTyped;
import org.huibu.disbursement.court.Courts;
import org.huibu.disbursement.receivable.Collecting;
import org.huibu.disbursement.receivable.Debt;
import org.huibu.disbursement.receivable.DebtList;
import org.huibu.disbursement.receivable.Instalments;
import org.huibu.disbursement.statement.Receipts;
import org.huibu.identity.Accounts;
import org.huibu.identity.CurrentUser;
import org.huibu.shared.Refusal;
import org.huibu.web.Slice;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is owed back to one's own region, and one debt with everything that moved on it. */
@Controller
@RequestMapping("/finance/debts")
class ReceivablePages {

    private static final int PAGE = 50;
    private final DebtList debts;
    private final Instalments instalments;
    private final Collecting collecting;
    private final Receipts receipts;
    private final Courts courts;
    private final Accounts accounts;
    private final CurrentUser user;

    ReceivablePages(DebtList debts, Instalments instalments, Collecting collecting, Receipts receipts, Courts courts, Accounts accounts, CurrentUser user) {
        this.debts = debts;
        this.instalments = instalments;
        this.collecting = collecting;
        this.receipts = receipts;
        this.courts = courts;
        this.accounts = accounts;
        this.user = user;
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "") List<Debt.State> state, @RequestParam(required = false) Long before, Model model) {
        Slice.of(debts.list(state, before, PAGE + 1), PAGE).show(model, one -> one.debt().id());
        model.addAttribute("chosen", state);
        model.addAttribute("states", Arrays.asList(Debt.State.values()));
        model.addAttribute("toWork", receipts.open());
        return "desk/finance-debts";
    }

    @GetMapping("/{number}")
    String one(@PathVariable String number, Model model) {
        return show(number, model);
    }

    @PostMapping("/{number}/instalments")
    String propose(@PathVariable String number, @RequestParam(defaultValue = "0") int parts, @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate first,
            @RequestParam(required = false) String why, Model model, jakarta.servlet.http.HttpServletResponse response) {
        try {
            instalments.propose(number, parts, first, why);
            return "redirect:/finance/debts/{number}?proposed";
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("faults", refusal.faults());
            model.addAttribute("parts", parts);
            model.addAttribute("first", first);
            model.addAttribute("why", why);
            return show(number, model);
        }
    }

    @PostMapping("/{number}/instalments/answer")
    String answer(@PathVariable String number, @RequestParam boolean agreed) {
        instalments.answer(number, agreed);
        return "redirect:/finance/debts/{number}?" + (agreed ? "agreed" : "disagreed");
    }

    @PostMapping("/{number}/write-off")
    String writeOff(@PathVariable String number, @RequestParam(required = false) String ground, @RequestParam(required = false) String document, Model model,
            jakarta.servlet.http.HttpServletResponse response) {
        try {
            collecting.proposeWriteOff(number, ground, document);
            return "redirect:/finance/debts/{number}?writeOff";
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("faults", refusal.faults());
            model.addAttribute("ground", ground);
            model.addAttribute("document", document);
            return show(number, model);
        }
    }

    @PostMapping("/{number}/write-off/answer")
    String answerWriteOff(@PathVariable String number, @RequestParam boolean agreed) {
        collecting.answerWriteOff(number, agreed);
        return "redirect:/finance/debts/{number}?" + (agreed ? "writtenOff" : "notWrittenOff");
    }

    @PostMapping("/{number}/court")
    String court(@PathVariable String number, CourtTyped typed, Model model, jakarta.servlet.http.HttpServletResponse response) {
        try {
            courts.propose(number, typed);
            return "redirect:/finance/debts/{number}?court";
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("faults", refusal.faults());
            model.addAttribute("courtTyped", typed);
            return show(number, model);
        }
    }

    @PostMapping("/{number}/court/{id}/confirm")
    String confirmCourt(@PathVariable String number, @PathVariable long id) {
        courts.confirm(id);
        return "redirect:/finance/debts/{number}";
    }

    @PostMapping("/{number}/court/{id}/refuse")
    String refuseCourt(@PathVariable String number, @PathVariable long id, @RequestParam String why) {
        courts.refuse(id, why);
        return "redirect:/finance/debts/{number}";
    }

    @PostMapping("/{number}/court/{id}/withdraw")
    String withdrawCourt(@PathVariable String number, @PathVariable long id) {
        courts.withdraw(id);
        return "redirect:/finance/debts/{number}";
    }

    private String show(String number, Model model) {
        model.addAttribute("court", courts.of(number));
        model.addAttribute("courtKinds", CourtResult.Kind.values());
        model.addAttribute("me", user.actor());
        model.addAttribute("one", debts.find(number));
        model.addAttribute("postings", debts.postings(number));
        model.addAttribute("mayPropose", instalments.mayPropose());
        model.addAttribute("mayAnswer", instalments.mayAnswer());
        model.addAttribute("names", accounts);
        return "desk/finance-debt";
    }
}
