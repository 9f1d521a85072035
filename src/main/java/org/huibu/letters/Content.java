package org.huibu.letters;

import java.time.LocalDate;
import java.util.List;
import org.huibu.scheme.Text;
import org.huibu.shared.Money;

/**
 * What a letter states, frozen when its order is written: a letter that was issued never changes, whatever becomes of the case. Personal
 * numbers are masked. What a kind of letter does not state is null or empty.
 *
 * @param limit last day of the limit the letter names: of the review (DOC-01) or of the correction (DOC-02)
 * @param opinion reasons in the officer's words
 */
public record Content(String applicant, Text scheme, String caseNumber, String office, LocalDate submittedOn, LocalDate acceptedOn, boolean deemed,
                      LocalDate limit, String opinion, List<Item> items, List<Line> lines, Money total, Notice notice, Payment payment,
                      Recognition recognition, Qualification qualification, Refund refund, Verdicts verdicts, List<Basis> basis, List<Owed> owed, Received received) {

    /** How its decisions are called. @param money whether they are about money @param pass null for the usual word @param fail null for the usual word */
    public record Verdicts(boolean money, Text pass, Text fail) {

        /** Key of the usual word for a verdict. */
        public String key(String verdict) {
            return (money ? "letterVerdict." : "letterVerdict.plain.") + verdict;
        }

        /** The scheme's own word; null for the usual one. */
        public Text own(String verdict) {
            return verdict.equals("PASS") ? pass : verdict.equals("FAIL") ? fail : null;
        }
    }

    /** One wrong thing of a correction notice (DOC-02), or one thing a record states (DOC-04). */
    public record Item(Text name, String text) { }

    /** One line with its calculation. @param reason the criterion that failed, in the words of the rule; null if it passed @param word of this decision; null for that of the letter */
    public record Line(int number, String label, String verdict, String reason, List<String> clauses, Money amount, Text word) { }

    public record Notice(LocalDate from, LocalDate to) { }

    public record Payment(Money amount, LocalDate on, String accountTail, String fund, String order) { }

    public record Recognition(String number, String level, LocalDate from, LocalDate to) { }

    /** Of a guarantee loan (DOC-11). @param until last day on which a contract may be signed */
    public record Qualification(String borrowerClass, Money cap, LocalDate from, LocalDate until) { }

    /** What was advanced too much (DOC-10). @param until last day to pay it back */
    public record Refund(Money advance, Money earned, Money amount, LocalDate until) { }

    /** What a decision or a demand asks for. @param open still owed; @param code to be written into the transfer */
    public record Owed(String number, String code, String payTo, Money amount, Money open, LocalDate until, String ground, String clause) { }

    /** Money that came in (DOC-21). @param rest still owed after it */
    public record Received(String debt, Money amount, LocalDate on, Money rest) { }

    /** @param mark how far the source was read, for instance V2 or UNVERIFIED */
    public record Basis(String text, String mark) { }
}
