package org.huibu.disbursement;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.payment.Paying;
import org.huibu.evidence.Evidence;
import org.huibu.evidence.spi.Answer;
import org.huibu.process.Facts;
import org.huibu.process.block.Step;
import org.huibu.process.block.Topic;
import org.springframework.stereotype.Component;

/** Before money: what is known of the payee is asked again where it is stale, and judged again (flows §1.9: D16, D03, D06, D17). */
@Component
record Recheck(Paying paying, Evidence evidence, CaseWork work) implements Topic<List<Answer>> {

    @Override
    public String name() {
        return "recheckPayment";
    }

    @Override
    public String title() {
        return "拨付前复核收款方：户名、状态等证据过期的重新查询";
    }

    @Override
    public Set<String> sets() {
        return Set.of("paymentCheck");
    }

    @Override
    public List<Answer> ask(Step step) {
        var stale = paying.stale(step.caseNumber());
        return stale.isEmpty() ? List.of() : evidence.ask(stale);
    }

    @Override
    public Facts store(Step step, List<Answer> answers) {
        var wrong = paying.renew(step.caseNumber(), answers);
        wrong.ifPresent(reason -> work.happened(step.caseNumber(), "PaymentCheckFailed", Map.of("reason", reason)));
        return Facts.of("paymentCheck", wrong.isPresent() ? "FAILED" : "OK");
    }
}
