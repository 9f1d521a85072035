package org.huibu.desk.finance;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.huibu.disbursement.reconciliation.Difference;
import org.huibu.disbursement.reconciliation.Reconciliation;
import org.huibu.identity.Accounts;
import org.huibu.shared.Refusal;
import org.huibu.web.Slice;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The reconciled business days of the reader's region: green, or each difference by its name with what a person does about it. */
@Controller
@RequestMapping("/finance/reconciliation")
class ReconciliationPages {

    private static final int PAGE = 30;
    private final Reconciliation reconciliation;
    private final Accounts accounts;

    ReconciliationPages(Reconciliation reconciliation, Accounts accounts) {
        this.reconciliation = reconciliation;
        this.accounts = accounts;
    }

    @GetMapping
    String days(@RequestParam(required = false) LocalDate before, Model model) {
        Slice.of(reconciliation.days(before, PAGE + 1), PAGE).show(model, one -> one.day());
        model.addAttribute("books", reconciliation.books().orElse(null));
        model.addAttribute("open", reconciliation.open());
        model.addAttribute("notCompared", reconciliation.notCompared());
        return "desk/reconciliation";
    }

    @GetMapping("/{day}")
    String day(@PathVariable String day, Model model) {
        show(day, model);
        return "desk/reconciliation-day";
    }

    private void show(String day, Model model) {
        var known = reconciliation.day(day);
        model.addAttribute("day", known);
        model.addAttribute("sides", reconciliation.sides(known.day()));
        var differences = reconciliation.differences(known.day());
        model.addAttribute("differences", differences);
        model.addAttribute("out", differences.stream().filter(one -> one.state() == Difference.State.BOOKED).collect(Collectors.toMap(Difference::id, reconciliation::out)));
        model.addAttribute("bookable", those(Difference.Proposal.BOOK));
        model.addAttribute("takeable", those(Difference.Proposal.TAKE));
        model.addAttribute("payer", reconciliation.payer());
        model.addAttribute("confirmer", reconciliation.confirmer());
        model.addAttribute("names", accounts);
    }

    @PostMapping("/{day}/run")
    String run(@PathVariable String day) {
        reconciliation.runAgain(day);
        return "redirect:/finance/reconciliation/{day}";
    }

    @PostMapping("/{day}/differences/{id}/explain")
    String explain(@PathVariable String day, @PathVariable long id, @RequestParam(defaultValue = "") String reason, Model model) {
        return work(day, id, reason, model, () -> reconciliation.explain(id, reason));
    }

    /** Kinds of difference about which something can be proposed. */
    private static List<String> those(Difference.Proposal what) {
        return Arrays.stream(Difference.Kind.values()).filter(kind -> Difference.allows(kind, what)).map(Enum::name).toList();
    }

    @PostMapping("/{day}/differences/{id}/propose")
    String propose(@PathVariable String day, @PathVariable long id, @RequestParam(defaultValue = "") String reason, Model model) {
        return work(day, id, reason, model, () -> reconciliation.propose(id, reason));
    }

    @PostMapping("/{day}/differences/{id}/book")
    String book(@PathVariable String day, @PathVariable long id, @RequestParam(defaultValue = "") String reason, Model model) {
        return work(day, id, reason, model, () -> reconciliation.book(id, reason));
    }

    @PostMapping("/{day}/differences/{id}/decline")
    String decline(@PathVariable String day, @PathVariable long id) {
        return "redirect:/finance/reconciliation/" + reconciliation.decline(id);
    }

    @PostMapping("/{day}/differences/{id}/confirm")
    String confirm(@PathVariable String day, @PathVariable long id) {
        return "redirect:/finance/reconciliation/" + reconciliation.confirm(id);
    }

    /** The same page with what was typed where something is wrong with it. */
    private String work(String day, long id, String reason, Model model, java.util.function.Supplier<LocalDate> act) {
        try {
            return "redirect:/finance/reconciliation/" + act.get() + "#d" + id;
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            show(day, model);
            model.addAttribute("faulty", id);
            model.addAttribute("faults", refusal.faults());
            model.addAttribute("typed", reason);
            return "desk/reconciliation-day";
        }
    }
}
