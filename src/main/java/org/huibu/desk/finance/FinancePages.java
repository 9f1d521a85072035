package org.huibu.desk.finance;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.huibu.disbursement.PaymentOrder;
import org.huibu.disbursement.PaymentOrders;
import org.huibu.disbursement.budget.Envelope;
import org.huibu.disbursement.budget.Funds;
import org.huibu.disbursement.budget.Reservation;
import org.huibu.identity.Accounts;
import org.huibu.letters.Letters;
import org.huibu.shared.Refusal;
import org.huibu.web.Slice;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Funds and payment orders of one's own region, for those who work with money, decide on it or audit it. */
@Controller
class FinancePages {

    private static final int PAGE = 50;
    private final Funds funds;
    private final PaymentOrders orders;
    private final Accounts accounts;
    private final Letters letters;

    FinancePages(Funds funds, PaymentOrders orders, Accounts accounts, Letters letters) {
        this.funds = funds;
        this.orders = orders;
        this.accounts = accounts;
        this.letters = letters;
    }

    /** @param asOf a past day at whose end the balances are meant; without it they are those of now */
    @GetMapping("/finance")
    String funds(@RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate asOf, Model model) {
        model.addAttribute("asOf", asOf);
        try {
            model.addAttribute("balances", asOf == null ? funds.balances() : funds.balances(asOf));
        } catch (Refusal ahead) {
            if (ahead.faults().isEmpty()) {
                throw ahead;
            }
            model.addAttribute("faults", ahead.faults());
            model.addAttribute("balances", List.of());
        }
        model.addAttribute("unknown", orders.doubtful());
        return "desk/finance";
    }

    /** The approvals behind one figure of one envelope. */
    @GetMapping("/finance/funds/{fund}/{code}/{year}/{region}")
    String behind(@PathVariable String fund, @PathVariable String code, @PathVariable int year, @PathVariable String region, @RequestParam(defaultValue = "RESERVED") Reservation.State figure,
            @RequestParam(defaultValue = "0") long after, Model model) {
        var envelope = new Envelope(fund, code, year, region);
        model.addAttribute("balance", funds.balance(envelope));
        model.addAttribute("figure", figure);
        model.addAttribute("figures", Reservation.State.values());
        model.addAttribute("ageing", figure == Reservation.State.RESERVED ? funds.ageing(envelope) : List.of());
        Slice.of(funds.behind(envelope, figure, after, PAGE + 1), PAGE).show(model, Funds.Approval::id);
        return "desk/finance-fund";
    }

    /** What decisions bind of one envelope, also where its money is not there yet. */
    @GetMapping("/finance/funds/{fund}/{code}/{year}/{region}/commitments")
    String committed(@PathVariable String fund, @PathVariable String code, @PathVariable int year, @PathVariable String region, @RequestParam(defaultValue = "0") long after, Model model) {
        var envelope = new Envelope(fund, code, year, region);
        Slice.of(funds.promised(envelope, after, PAGE + 1), PAGE).show(model, one -> one.id());
        model.addAttribute("balance", funds.balance(envelope));
        return "desk/finance-commitments";
    }

    @GetMapping("/finance/orders")
    String orders(@RequestParam(defaultValue = "") List<PaymentOrder.State> state, @RequestParam(required = false) Long before, Model model) {
        Slice.of(orders.list(state, before, PAGE + 1), PAGE).show(model, one -> one.id());
        model.addAttribute("open", before == null && state.isEmpty() ? orders.doubtful(PAGE) : List.of());
        model.addAttribute("chosen", state);
        model.addAttribute("counts", orders.counts());
        model.addAttribute("states", Arrays.asList(PaymentOrder.State.values()));
        return "desk/finance-orders";
    }

    @GetMapping("/finance/orders/{number}")
    String order(@PathVariable String number, Model model) {
        show(number, model);
        return "desk/finance-order";
    }

    private void show(String number, Model model) {
        var order = orders.find(number);
        model.addAttribute("order", order);
        model.addAttribute("answers", Arrays.stream(PaymentOrder.State.values()).filter(order::answerable).toList());
        model.addAttribute("history", orders.history(number));
        model.addAttribute("next", orders.askedNext(number));
        model.addAttribute("payer", orders.payer());
        model.addAttribute("confirmer", orders.confirmer());
        model.addAttribute("names", accounts);
        model.addAttribute("shares", funds.borne(order.reservationId()));
        model.addAttribute("decisions", letters.ofCase(order.caseNumber()).stream()
                .filter(letter -> letter.code().equals("DOC-08") && (letter.group() == null || letter.group().equals(order.group()))).toList());
    }

    @PostMapping("/finance/orders/{number}/ask")
    String ask(@PathVariable String number) {
        orders.askAgain(number);
        return "redirect:/finance/orders/{number}";
    }

    @PostMapping("/finance/orders/{number}/answer")
    String answer(@PathVariable String number, @RequestParam PaymentOrder.State outcome, @RequestParam String reference, Model model) {
        try {
            orders.recordAnswer(number, outcome, reference);
            return "redirect:/finance/orders/{number}";
        } catch (Refusal refusal) {
            return again(number, refusal, model, "reference", reference);
        }
    }

    @PostMapping("/finance/orders/{number}/answer/confirm")
    String confirm(@PathVariable String number) {
        orders.confirmAnswer(number);
        return "redirect:/finance/orders/{number}";
    }

    @PostMapping("/finance/orders/{number}/account")
    String account(@PathVariable String number, @RequestParam String account, @RequestParam String bank, @RequestParam String reason, Model model) {
        try {
            orders.correctAccount(number, account, bank, reason);
            return "redirect:/finance/orders/{number}?corrected";
        } catch (Refusal refusal) {
            model.addAttribute("bank", bank);
            model.addAttribute("why", reason);
            return again(number, refusal, model, "account", account);
        }
    }

    /** The same page with what was typed and what is wrong with it. */
    private String again(String number, Refusal refusal, Model model, String name, String typed) {
        if (refusal.faults().isEmpty()) {
            throw refusal;
        }
        show(number, model);
        model.addAttribute("faults", refusal.faults());
        model.addAttribute(name, typed);
        return "desk/finance-order";
    }
}
