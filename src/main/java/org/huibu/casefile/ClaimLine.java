package org.huibu.casefile;

import java.util.Map;
import org.huibu.shared.Money;

/**
 * One line of a claim; a claim without a roster has none.
 *
 * @param seq from 0, as in the roster
 * @param data values of the line in clear
 * @param verdict PASS, FAIL, NEEDS_PERSON or null before it was judged; changed by officers with a reason
 * @param amount what is to be paid, {@code offset} what an advance has covered already
 * @param group MAIN or L&lt;seq&gt; once the public notice has ended
 * @param part what the claim earns beyond its roster, such as PERFORMANCE; null for a line of the roster
 */
public record ClaimLine(long id, int seq, String label, String subjectIndex, String personIndex, Map<String, String> data, String verdict,
                        String reason, Money amount, Money offset, String group, State state, String part) {

    /** What is earned by the effect of the claim as a whole (DT-INC-6). */
    public static final String PERFORMANCE = "PERFORMANCE";

    /** What became of it. ABANDONED was approved, but its payment was given up. */
    public enum State { OPEN, APPROVED, REJECTED, PAID, ABANDONED }

    /** The same as if nothing had been decided on it yet. */
    public ClaimLine reopened() {
        return new ClaimLine(id, seq, label, subjectIndex, personIndex, data, null, null, Money.ZERO, Money.ZERO, group, State.OPEN, part);
    }

    /** False if no money is to be paid for it any more. */
    public boolean stands() {
        return "PASS".equals(verdict) && state != State.REJECTED && state != State.ABANDONED;
    }
}
