package org.huibu.portal;

import java.time.Clock;
import java.util.List;
import org.huibu.identity.Accounts;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.identity.demo.DemoAccounts;
import org.huibu.process.Decisions;
import org.huibu.process.Models;
import org.huibu.review.Notices;
import org.huibu.scheme.pack.Pack;
import org.huibu.scheme.parameter.Parameter;
import org.huibu.scheme.Schemes;
import org.huibu.shared.identifier.Region;
import org.huibu.shared.calendar.WorkingCalendar;
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
    private static final Region DEMONSTRATION = new Region("990101");
    /** Rules of the house that tell an applicant nothing. */
    private final Schemes schemes;
    private final Notices notices;
    private final Models models;
    private final CurrentUser user;
    private final Accounts accounts;
    private final Clock clock;
    private final boolean sandbox;

    PublicPages(Schemes schemes, Notices notices, Models models, CurrentUser user, Accounts accounts, Clock clock, Environment environment) {
        this.schemes = schemes;
        this.notices = notices;
        this.models = models;
        this.user = user;
        this.accounts = accounts;
        this.clock = clock;
        this.sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
    }

    @GetMapping("/")
    String home(Model model) {
        model.addAttribute("schemes", schemes.offered());
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

    /** The conditions of the claim or of a line. */
    record Part(String of, List<Decisions.Criterion> criteria) { }

    /** For the reader's own region; without login for the demonstration city. */
    @GetMapping("/schemes/{key}")
    String scheme(@PathVariable String key, Model model) {
        var scheme = schemes.scheme(key);
        var region = user.get().map(account -> account.region().code()).filter(code -> !code.endsWith("0000")).map(Region::new).orElse(DEMONSTRATION);
        var today = WorkingCalendar.dayOf(clock.instant());
        model.addAttribute("scheme", scheme);
        model.addAttribute("region", region.code());
        model.addAttribute("missing", scheme.parameters().missing(region, today));
        model.addAttribute("parts", List.of(new Part("claim", scheme.claimCriteria()), new Part("line", scheme.lineCriteria())));
        model.addAttribute("checks", scheme.pack().checks().stream().map(Pack.Check::check).distinct().toList());
        model.addAttribute("parameters", scheme.parameters().all().stream().map(Parameter::key).distinct()
                .filter(name -> scheme.reads().parameters().contains(name))
                .flatMap(name -> scheme.parameters().find(name, region, today).stream()).toList());
        return "portal/scheme";
    }

    @GetMapping(path = "/schemes/{key}/diagram", produces = MediaType.APPLICATION_XML_VALUE)
    @ResponseBody
    String diagram(@PathVariable String key) {
        return models.xml(schemes.scheme(key).definitionId());
    }
}
