package org.huibu.eligibility;

import java.util.List;

/**
 * What one criterion says about one subject.
 *
 * @param code reason code when it fails, for instance {@code ABNORMAL_LIST}
 * @param clauses what it rests on, each with its verification mark
 */
public record Finding(String code, String name, Verdict verdict, List<String> clauses, List<FactUsed> facts) {

    public enum Verdict {
        PASS, FAIL, NEEDS_PERSON;

        public boolean worseThan(Verdict other) {
            return weight() > other.weight();
        }

        private int weight() {
            return switch (this) {
                case PASS -> 0;
                case NEEDS_PERSON -> 1;
                case FAIL -> 2;
            };
        }
    }

    /** A fact it used. @param origin form, register, a parameter with its source, or a data check with source and time */
    public record FactUsed(String name, String zh, String en, String value, String origin) { }
}
