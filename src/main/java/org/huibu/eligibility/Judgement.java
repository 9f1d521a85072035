package org.huibu.eligibility;

import java.util.ArrayList;
import java.util.List;
import org.huibu.shared.Money;

/**
 * The findings about one subject, in the order of the rule.
 *
 * @param reason code of the first failing criterion, else of the first that needs a person, else null
 * @param amount zero unless it passes; of a claim with lines, what is added to the lines' amounts
 * @param evaluated how it came about
 */
public record Judgement(Finding.Verdict verdict, String reason, Money amount, List<Finding> findings, Evaluated evaluated) {

    /** A line cannot pass where the claim does not; its own findings stay as they are. */
    public Judgement within(Judgement claim) {
        return claim.verdict() == Finding.Verdict.PASS || verdict == Finding.Verdict.FAIL ? this
                : new Judgement(claim.verdict(), claim.reason(), Money.ZERO, findings, evaluated);
    }

    /** With one more finding, which may turn a pass into a case for a person. */
    Judgement plus(Finding finding, Money more, Evaluated how) {
        var all = new ArrayList<>(findings);
        all.add(finding);
        var passes = verdict != Finding.Verdict.PASS || finding.verdict() == Finding.Verdict.PASS;
        return new Judgement(passes ? verdict : finding.verdict(), passes ? reason : finding.code(), passes ? amount.plus(more) : Money.ZERO, all, how);
    }
}
