package org.huibu.portal.api;

import java.util.List;
import java.util.Locale;
import org.huibu.eligibility.Finding;
import org.huibu.eligibility.Judgement;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * A judgement that explains itself.
 *
 * @param reason code of the principal reason; null if it passes
 * @param amountFen in fen; 0 unless it passes
 */
record JudgementView(Finding.Verdict verdict, String reason, long amountFen, List<FindingView> findings) {

    static JudgementView of(Judgement judgement) {
        return new JudgementView(judgement.verdict(), judgement.reason(), judgement.amount().fen(), FindingView.of(judgement.findings()));
    }

    /** One criterion. @param clauses what it rests on, each with its mark of verification */
    record FindingView(String code, String name, Finding.Verdict verdict, List<String> clauses, List<Fact> facts) {
        static List<FindingView> of(List<Finding> findings) {
            var locale = LocaleContextHolder.getLocale();
            return findings.stream().map(f -> new FindingView(f.code(), f.name(), f.verdict(), f.clauses(),
                    f.facts().stream().map(used -> Fact.of(used, locale)).toList())).toList();
        }
    }

    /** @param value empty where it is not known. @param origin form, register, parameter with source, or a department with time */
    record Fact(String name, String label, String value, String origin) {
        static Fact of(Finding.FactUsed used, Locale locale) {
            return new Fact(used.name(), "en".equals(locale.getLanguage()) ? used.en() : used.zh(), used.value(), used.origin());
        }
    }
}
