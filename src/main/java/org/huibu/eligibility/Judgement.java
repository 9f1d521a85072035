package org.huibu.eligibility;

import java.util.List;
import org.huibu.shared.Money;

/**
 * The findings about one subject, in the order of the rule.
 *
 * @param reason code of the first failing criterion, else of the first that needs a person, else null
 * @param amount zero unless it passes
 */
public record Judgement(Finding.Verdict verdict, String reason, Money amount, List<Finding> findings) { }
