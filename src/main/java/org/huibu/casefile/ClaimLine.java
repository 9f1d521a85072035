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
 */
public record ClaimLine(long id, int seq, String label, String subjectIndex, String personIndex, Map<String, String> data, String verdict,
                        String reason, Money amount, Money offset, String group, State state) {

    /** What became of it. */
    public enum State { OPEN, APPROVED, REJECTED, PAID }
}
