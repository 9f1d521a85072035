package org.huibu.casefile.spi;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** What a module knows of paid cases that makes a second look worth while. None of it is a reproach: it only weighs when cases are drawn. */
@FunctionalInterface
public interface RiskSignals {

    /** Each weighs what the parameter {@code RISK_<name>} says. */
    enum Signal {
        /** An officer decided a line otherwise than the rule. */ OVERRIDDEN,
        /** A source was silent, and proof or a commitment was taken instead. */ ON_TRUST,
        /** The same account was paid under another name. */ SAME_ACCOUNT,
        /** It was decided before that the applicant had to pay back. */ RECOVERED
    }

    /** Per case number the signals there are; cases without any may be missing. @param caseNumbers at most some hundreds */
    Map<String, Set<Signal>> of(Collection<String> caseNumbers);
}
