package org.huibu.desk.finance;

import java.util.Arrays;
import org.huibu.disbursement.allocation.Allocations;
import org.huibu.disbursement.allocation.BudgetMove;
import org.huibu.disbursement.allocation.Proposal;
import org.huibu.identity.Accounts;
import org.huibu.identity.CurrentUser;
import org.huibu.shared.Refusal;
import org.huibu.web.Slice;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Money between envelopes: what was proposed and decided, and the form to propose. */
@Controller
class AllocationPages {

    private static final int PAGE = 50;
    private final Allocations allocations;
    private final Accounts accounts;
    private final CurrentUser user;

    AllocationPages(Allocations allocations, Accounts accounts, CurrentUser user) {
        this.allocations = allocations;
        this.accounts = accounts;
        this.user = user;
    }

    @GetMapping("/finance/moves")
    String list(@RequestParam(required = false) Long before, Model model) {
        return show(new Proposal(null, null, null, null, user.require().region().code(), null, null, null, null, null), before, model);
    }

    @PostMapping("/finance/moves")
    String propose(Proposal proposal, Model model) {
        try {
            allocations.propose(proposal);
            return "redirect:/finance/moves?proposed";
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            model.addAttribute("faults", refusal.faults());
            return show(proposal, null, model);
        }
    }

    @PostMapping("/finance/moves/{id}/confirm")
    String confirm(@PathVariable long id) {
        allocations.confirm(id);
        return "redirect:/finance/moves";
    }

    @PostMapping("/finance/moves/{id}/refuse")
    String refuse(@PathVariable long id, @RequestParam String why) {
        allocations.refuse(id, why);
        return "redirect:/finance/moves";
    }

    @PostMapping("/finance/moves/{id}/withdraw")
    String withdraw(@PathVariable long id) {
        allocations.withdraw(id);
        return "redirect:/finance/moves";
    }

    private String show(Proposal typed, Long before, Model model) {
        Slice.of(allocations.list(before, PAGE + 1), PAGE).show(model, one -> one.id());
        model.addAttribute("typed", typed);
        model.addAttribute("kinds", Arrays.asList(BudgetMove.Kind.values()));
        model.addAttribute("funds", allocations.known());
        model.addAttribute("officer", allocations.officer());
        model.addAttribute("me", user.actor());
        model.addAttribute("names", accounts);
        return "desk/finance-moves";
    }
}
