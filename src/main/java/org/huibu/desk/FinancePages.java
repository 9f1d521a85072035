package org.huibu.desk;

import org.huibu.disbursement.Budgets;
import org.huibu.disbursement.PaymentOrders;
import org.huibu.identity.CurrentUser;
import org.huibu.shared.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Funds and payment orders of one's own region. */
@Controller
class FinancePages {

    private final Budgets budgets;
    private final PaymentOrders orders;
    private final CurrentUser user;

    FinancePages(Budgets budgets, PaymentOrders orders, CurrentUser user) {
        this.budgets = budgets;
        this.orders = orders;
        this.user = user;
    }

    @GetMapping("/finance")
    String finance(Model model) {
        var account = user.require();
        if (!account.officer()) {
            throw Refusal.forbidden("notAnOfficer");
        }
        model.addAttribute("balances", budgets.balances(account.region().prefix()));
        model.addAttribute("orders", orders.list(account.region().prefix(), 100));
        return "desk/finance";
    }
}
