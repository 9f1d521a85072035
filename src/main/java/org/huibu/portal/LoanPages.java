package org.huibu.portal;

import org.huibu.guarantee.BankChoice;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The borrower's own part after the qualification: choosing another bank. */
@Controller
@RequestMapping("/my/cases/{number}/bank")
class LoanPages {

    private final BankChoice choice;

    LoanPages(BankChoice choice) {
        this.choice = choice;
    }

    /** After a login the browser comes back by GET to where it was posting. */
    @GetMapping
    String back(@PathVariable String number) {
        return "redirect:/my/cases/" + number;
    }

    @PostMapping
    String choose(@PathVariable String number, @RequestParam String bank) {
        choice.choose(number, bank);
        return "redirect:/my/cases/" + number;
    }
}
