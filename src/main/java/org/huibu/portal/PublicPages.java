package org.huibu.portal;

import org.huibu.identity.Accounts;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.identity.demo.DemoAccounts;

import org.huibu.process.Models;
import org.huibu.review.Notices;
import org.huibu.scheme.Schemes;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** Pages that need no login. */
@Controller
class PublicPages {

    private static final int NOTICES = 10;
    private final Schemes schemes;
    private final Notices notices;
    private final Models models;
    private final CurrentUser user;
    private final Accounts accounts;
    private final boolean sandbox;

    PublicPages(Schemes schemes, Notices notices, Models models, CurrentUser user, Accounts accounts, Environment environment) {
        this.schemes = schemes;
        this.notices = notices;
        this.models = models;
        this.user = user;
        this.accounts = accounts;
        this.sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
    }

    @GetMapping("/")
    String home(Model model) {
        model.addAttribute("schemes", schemes.active());
        model.addAttribute("notices", notices.current().stream().limit(NOTICES).toList());
        return "portal/home";
    }

    @GetMapping("/home")
    String start() {
        var account = user.require();
        if (account.applicant()) {
            return "redirect:/my";
        }
        return account.has(Role.SYS_ADMIN) || account.has(Role.POLICY_EDITOR) || account.has(Role.POLICY_APPROVER) || account.has(Role.AUDITOR) ? "redirect:/admin"
                : account.officer() ? "redirect:/inbox" : "redirect:/";
    }

    @GetMapping("/login")
    String login(Model model) {
        if (sandbox) {
            model.addAttribute("accounts", accounts.all());
            model.addAttribute("password", DemoAccounts.PASSWORD);
        }
        return "portal/login";
    }

    @GetMapping("/schemes/{key}")
    String scheme(@PathVariable String key, Model model) {
        model.addAttribute("scheme", schemes.scheme(key));
        return "portal/scheme";
    }

    @GetMapping(path = "/schemes/{key}/diagram", produces = MediaType.APPLICATION_XML_VALUE)
    @ResponseBody
    String diagram(@PathVariable String key) {
        return models.xml(schemes.scheme(key).definitionId());
    }
}
