package org.huibu.desk.guarantee;

import jakarta.servlet.http.HttpServletResponse;
import java.util.stream.Collectors;
import org.huibu.guarantee.fund.FundChange;
import org.huibu.guarantee.fund.FundOffice;
import org.huibu.guarantee.fund.FundReport;
import org.huibu.guarantee.fund.FundReports;
import org.huibu.guarantee.fund.FundTyped;
import org.huibu.identity.Accounts;
import org.huibu.identity.CurrentUser;
import org.huibu.shared.Refusal;
import org.huibu.web.Slice;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The guarantee fund of a city: what it holds and guarantees, who waits for it, how its banks stand, and what is proposed to change. */
@Controller
@RequestMapping("/finance/guarantee")
class GuaranteePages {

    private static final int PAGE = 50;
    private final FundReports reports;
    private final FundOffice office;
    private final Accounts accounts;
    private final CurrentUser user;

    GuaranteePages(FundReports reports, FundOffice office, Accounts accounts, CurrentUser user) {
        this.reports = reports;
        this.office = office;
        this.accounts = accounts;
        this.user = user;
    }

    /** @param city code; without it the first that the reader sees */
    @GetMapping
    String fund(@RequestParam(required = false) String city, @RequestParam(required = false) Long before, Model model) {
        return show(city, before, new FundTyped(null, null, null, null, null, null), model);
    }

    @PostMapping("/{city}/changes")
    String propose(@PathVariable String city, FundTyped typed, Model model, HttpServletResponse response) {
        try {
            office.propose(city, typed);
            return "redirect:/finance/guarantee?proposed&city=" + city;
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("faults", refusal.faults());
            return show(city, null, typed, model);
        }
    }

    @PostMapping("/changes/{id}/confirm")
    String confirm(@PathVariable long id) {
        office.confirm(id);
        return "redirect:/finance/guarantee";
    }

    @PostMapping("/changes/{id}/refuse")
    String refuse(@PathVariable long id, @RequestParam String why) {
        office.refuse(id, why);
        return "redirect:/finance/guarantee";
    }

    @PostMapping("/changes/{id}/withdraw")
    String withdraw(@PathVariable long id) {
        office.withdraw(id);
        return "redirect:/finance/guarantee";
    }

    private String show(String city, Long before, FundTyped typed, Model model) {
        var all = reports.all();
        var chosen = city == null ? all.stream().findFirst().orElse(null) : reports.of(city);
        model.addAttribute("cities", all.stream().map(FundReport::city).toList());
        model.addAttribute("one", chosen);
        model.addAttribute("banks", reports.banks().stream().collect(Collectors.toMap(FundReports.Bank::code, FundReports.Bank::name)));
        model.addAttribute("money", user.require().seesMoney());
        model.addAttribute("kinds", FundChange.Kind.values());
        model.addAttribute("typed", typed);
        model.addAttribute("me", user.actor());
        model.addAttribute("names", accounts);
        if (chosen != null) {
            Slice.of(office.list(chosen.city().code(), before, PAGE + 1), PAGE).show(model, FundChange::id);
            model.addAttribute("proposer", office.mayPropose(chosen.city()));
            model.addAttribute("confirmer", office.mayConfirm(chosen.city()));
        }
        return "desk/finance-guarantee";
    }
}
