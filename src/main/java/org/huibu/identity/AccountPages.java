package org.huibu.identity;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The administrator's list of accounts. */
@Controller
@RequestMapping("/admin/accounts")
class AccountPages {

    private final AccountLife life;

    AccountPages(AccountLife life) {
        this.life = life;
    }

    @GetMapping
    String accounts(Model model) {
        model.addAttribute("accounts", life.all());
        return "identity/accounts";
    }

    @PostMapping("/{username}/disable")
    String disable(@PathVariable String username) {
        life.disable(username);
        return "redirect:/admin/accounts?done";
    }

    @PostMapping("/{username}/enable")
    String enable(@PathVariable String username) {
        life.enable(username);
        return "redirect:/admin/accounts?done";
    }
}
