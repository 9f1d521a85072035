package org.huibu.desk.finance;

import jakarta.servlet.http.HttpServletResponse;
import org.huibu.identity.Accounts;
import org.huibu.identity.CurrentUser;
import org.huibu.ledger.LedgerBook;
import org.huibu.ledger.LedgerEntry;
import org.huibu.shared.Refusal;
import org.huibu.web.Slice;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Search in the ledger of the reader's region; the search stands in the address, so that it can be kept. */
@Controller
class LedgerPages {

    /** An act is a card of its own on a telephone: more of them are no page but a scroll. */
    private static final int PAGE = 15;
    private final LedgerBook ledger;
    private final Accounts accounts;
    private final CurrentUser user;

    LedgerPages(LedgerBook ledger, Accounts accounts, CurrentUser user) {
        this.ledger = ledger;
        this.accounts = accounts;
        this.user = user;
    }

    @GetMapping("/finance/ledger")
    String search(@ModelAttribute("asked") LedgerAsked asked, @RequestParam(required = false) Long before, Model model, HttpServletResponse response) {
        model.addAttribute("rows", java.util.List.<LedgerEntry>of());
        model.addAttribute("names", accounts);
        model.addAttribute("officer", user.require().officer());
        ledger.find(new LedgerAsked(null, null, null, null, null, null, null).wanted(), null, 1);
        try {
            var wanted = asked.wanted();
            Slice.of(ledger.find(wanted, before, PAGE + 1), PAGE).show(model, one -> one.id());
            // A sum over everything is no answer to a question and would read the whole ledger.
            if (asked.narrowed()) {
                model.addAttribute("total", ledger.total(wanted));
                ledger.balance(wanted).ifPresent(balance -> model.addAttribute("balance", balance));
            }
        } catch (Refusal wrong) {
            if (wrong.faults().isEmpty()) {
                throw wrong;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("faults", wrong.faults());
        }
        return "desk/ledger";
    }
}
