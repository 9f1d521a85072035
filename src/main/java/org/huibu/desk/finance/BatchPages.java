package org.huibu.desk.finance;

import org.huibu.disbursement.PaymentOrder;
import org.huibu.disbursement.batch.Batches;
import org.huibu.identity.Accounts;
import org.huibu.web.Slice;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Batches of payments: what can be batched, each with its progress, and its lines with those first that need somebody. */
@Controller
class BatchPages {

    private static final int PAGE = 50;
    private final Batches batches;
    private final Accounts accounts;

    BatchPages(Batches batches, Accounts accounts) {
        this.batches = batches;
        this.accounts = accounts;
    }

    @GetMapping("/finance/batches")
    String list(@RequestParam(required = false) Long before, Model model) {
        Slice.of(batches.list(before, PAGE + 1), PAGE).show(model, one -> one.id());
        model.addAttribute("ready", batches.ready());
        model.addAttribute("preparer", batches.preparer());
        model.addAttribute("names", accounts);
        return "desk/finance-batches";
    }

    @PostMapping("/finance/batches")
    String create(@RequestParam String fund, @RequestParam String code, @RequestParam String region) {
        return "redirect:/finance/batches/" + batches.create(fund, code, region);
    }

    @GetMapping("/finance/batches/{number}")
    String one(@PathVariable String number, @RequestParam(defaultValue = "0") int offset, Model model) {
        show(number, offset, model);
        model.addAttribute("names", accounts);
        return "desk/finance-batch";
    }

    /** How far it and its payments are: asked by the page itself while it is worked, and less often while the treasury has not answered for all that is shown. */
    @GetMapping("/finance/batches/{number}/progress")
    String progress(@PathVariable String number, @RequestParam(defaultValue = "0") int offset, Model model) {
        show(number, offset, model);
        return "desk/finance-batch :: live";
    }

    private void show(String number, int offset, Model model) {
        var found = batches.lines(number, Math.max(0, offset), PAGE + 1);
        model.addAttribute("view", batches.find(number));
        model.addAttribute("rows", found.stream().limit(PAGE).toList());
        model.addAttribute("next", found.size() > PAGE ? offset + PAGE : null);
        model.addAttribute("offset", offset);
        model.addAttribute("pending", found.stream().map(Batches.Shown::orderState).filter(java.util.Objects::nonNull).map(PaymentOrder.State::valueOf)
                .anyMatch(state -> state != PaymentOrder.State.DRAFTED && !state.isFinal()));
        model.addAttribute("confirmer", batches.confirmer());
    }

    @PostMapping("/finance/batches/{number}/release")
    String release(@PathVariable String number) {
        batches.release(number);
        return "redirect:/finance/batches/{number}";
    }

    @PostMapping("/finance/batches/{number}/return")
    String sendBack(@PathVariable String number) {
        batches.sendBack(number);
        return "redirect:/finance/batches/{number}";
    }
}
