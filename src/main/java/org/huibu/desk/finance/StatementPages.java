package org.huibu.desk.finance;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.huibu.disbursement.statement.Receipt;
import org.huibu.disbursement.statement.Receipts;
import org.huibu.disbursement.statement.StatementLine;
import org.huibu.disbursement.statement.Statements;
import org.huibu.identity.Accounts;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.shared.Refusal;
import org.huibu.web.Formats;
import org.huibu.web.Slice;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Bank statements with a preview, and the receipts that a person has to work. */
@Controller
@RequestMapping("/finance")
class StatementPages {

    private static final int PAGE = 50;
    private final Statements statements;
    private final Receipts receipts;
    private final Accounts accounts;
    private final CurrentUser user;
    private final Formats formats;

    StatementPages(Statements statements, Receipts receipts, Accounts accounts, CurrentUser user, Formats formats) {
        this.statements = statements;
        this.receipts = receipts;
        this.accounts = accounts;
        this.user = user;
        this.formats = formats;
    }

    @GetMapping("/receipts")
    String list(@RequestParam(defaultValue = "") Set<Receipt.State> state, @RequestParam(required = false) Long before, Model model) {
        Slice.of(receipts.list(state, before, PAGE + 1), PAGE).show(model, one -> one.receipt().id());
        model.addAttribute("states", Receipt.State.values());
        model.addAttribute("chosen", state);
        model.addAttribute("statements", statements.list());
        model.addAttribute("payer", user.require().has(Role.PAYER));
        model.addAttribute("names", accounts);
        return "desk/finance-receipts";
    }

    @PostMapping("/statements")
    String read(@RequestParam(required = false) MultipartFile file, @RequestParam(required = false) String total, Model model, HttpServletResponse response) throws IOException {
        try {
            return "redirect:/finance/statements/" + statements.read(file == null ? null : file.getOriginalFilename(), file == null ? new byte[0] : file.getBytes(), total);
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.FORBIDDEN) {
                throw refusal;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("wrong", refusal.faults().isEmpty() ? formats.text("refusal." + refusal.code(), refusal.arguments().toArray()) : formats.fault(refusal.faults().get(0)));
            model.addAttribute("total", total);
            return list(Set.of(), null, model);
        }
    }

    @GetMapping("/statements/{id}")
    String preview(@PathVariable long id, @RequestParam(defaultValue = "0") int wrongAfter, @RequestParam(defaultValue = "0") int after, Model model) {
        var statement = statements.find(id);
        model.addAttribute("statement", statement);
        page(model, "wrong", statements.page(id, true, wrongAfter, PAGE + 1));
        page(model, "lines", statements.page(id, false, after, PAGE + 1));
        var account = user.require();
        model.addAttribute("payer", account.has(Role.PAYER));
        model.addAttribute("confirmer", account.has(Role.FINANCE_CONFIRMER) && !account.username().equals(statement.readBy()));
        model.addAttribute("names", accounts);
        return "desk/finance-statement";
    }

    private static void page(Model model, String name, List<StatementLine> found) {
        model.addAttribute(name, found.stream().limit(PAGE).toList());
        model.addAttribute(name + "Next", found.size() > PAGE ? found.get(PAGE - 1).number() : null);
    }

    /** How far it is, asked by the page itself while it is taken. */
    @GetMapping("/statements/{id}/progress")
    String progress(@PathVariable long id, Model model) {
        model.addAttribute("statement", statements.find(id));
        model.addAttribute("names", accounts);
        return "desk/finance-statement :: progress";
    }

    @PostMapping("/statements/{id}/confirm")
    String confirm(@PathVariable long id) {
        statements.confirm(id);
        return "redirect:/finance/statements/" + id;
    }

    @PostMapping("/statements/{id}/drop")
    String drop(@PathVariable long id) {
        statements.drop(id);
        return "redirect:/finance/receipts";
    }

    @GetMapping("/receipts/{id}")
    String one(@PathVariable long id, Model model) {
        var held = receipts.find(id);
        var account = user.require();
        model.addAttribute("one", held);
        model.addAttribute("payer", account.has(Role.PAYER));
        model.addAttribute("confirmer", account.has(Role.FINANCE_CONFIRMER) && !account.username().equals(held.receipt().proposedBy()));
        model.addAttribute("names", accounts);
        return "desk/finance-receipt";
    }

    @PostMapping("/receipts/{id}/propose")
    String propose(@PathVariable long id, @RequestParam(defaultValue = "") String debt, @RequestParam(defaultValue = "") String amount, @RequestParam(defaultValue = "") String why,
            Model model, HttpServletResponse response) {
        try {
            receipts.propose(id, debt, amount, why);
            return "redirect:/finance/receipts/" + id;
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("faults", refusal.faults());
            List.of("debt", "amount", "why").forEach(name -> model.addAttribute(name, name.equals("debt") ? debt : name.equals("amount") ? amount : why));
            return one(id, model);
        }
    }

    @PostMapping("/receipts/{id}/answer")
    String answer(@PathVariable long id, @RequestParam boolean agreed) {
        receipts.answer(id, agreed);
        return "redirect:/finance/receipts/" + id;
    }
}
