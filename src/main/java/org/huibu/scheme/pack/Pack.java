package org.huibu.scheme.pack;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.huibu.scheme.Phase;
import org.huibu.scheme.Text;
import org.huibu.shared.Clause;

/**
 * {@code scheme.yaml} as it is written. Unknown keys are faults, so that a misspelt one is found at the start.
 *
 * @param spending what it spends for; the fund must be one that may pay it (shared/funds.yaml)
 * @param supplements form path of the number of the paid case whose fund pays this one too; null for a scheme with a fund of its own
 * @param involved form paths of the credit codes of other institutions that take part, such as a school; their people decide nothing
 * @param cancels how the form says that what was granted is given up; null where it cannot
 * @param amends attribute of the required recognition → form path of its new value, for schemes that change what was granted
 */
public record Pack(@JsonProperty(required = true) String key, @JsonProperty(required = true) String code,
                   @JsonProperty(required = true) String catalogue, @JsonProperty(required = true) Text name, Text summary,
                   List<String> applicants, @JsonProperty(required = true) String process, @JsonProperty(required = true) String form,
                   Lines lines, String fund, String spending, Payee payee, @JsonProperty(required = true) Applicant applicant, Requirement requires,
                   Grant grants, Map<String, String> amends, Cancels cancels, Refund refund, Wording wording, Lasting lasting, String supplements, Commits commits, Loan loan, List<String> involved, List<Consent> consents, List<String> entries, List<Source> clauses, List<String> limits, @JsonProperty(required = true) List<Stage> stages,
                   @JsonProperty(required = true) Map<String, State> states, List<Material> materials, List<Check> checks,
                   @JsonProperty(required = true) FactRules facts, @JsonProperty(required = true) DecisionRules decisions) {

    public Pack {
        summary = summary == null ? name : summary;
        applicants = applicants == null ? List.of("ENTERPRISE") : applicants;
        clauses = clauses == null ? List.of() : clauses;
        limits = limits == null ? List.of() : limits;
        amends = amends == null ? Map.of() : amends;
        involved = involved == null ? List.of() : involved;
        consents = consents == null ? List.of() : consents;
        entries = entries == null ? List.of() : entries;
        materials = materials == null ? List.of() : materials;
        checks = checks == null ? List.of() : checks;
    }

    /** True if a fact of the scheme reads what begins so, for instance {@code own.openRefund}. */
    public boolean asks(String path) {
        return Stream.concat(facts.claim().values().stream(), facts.line().values().stream()).map(FactRule::feel).anyMatch(text -> text != null && text.contains(path));
    }

    /** The same of what the data checks are told. */
    public boolean questionsAsk(String path) {
        return checks.stream().flatMap(check -> check.attributes().values().stream()).anyMatch(text -> text != null && text.contains(path));
    }

    /** False if only the office opens such cases. */
    public boolean offered() {
        return !applicants.isEmpty();
    }

    /** False if the claim as a whole is its only line. */
    public boolean roster() {
        return lines != null && lines.path() != null;
    }

    /**
     * Where the roster lies and which fields name its subjects, an entity or a person or both. Without a path the claim is its own line and
     * only its {@code period} is said.
     *
     * @param period form path of what a line is paid for once; null for {@code claim.periodEnd}
     * @param least lines that must be there; 1 if not said
     * @param priority column that names the group for which a line goes first where places are short; null if none does
     * @param priorityProof FEEL on the line and its evidence, true where the group is proven; null where naming it is enough
     * @param listed source that can list the subjects; null without
     * @param materials documents of single lines
     */
    public record Lines(String path, String subject, String person, String label, String period, int max, Integer least, String priority, String priorityProof, Listing listed, List<LineMaterial> materials) {
        public Lines {
            materials = materials == null ? List.of() : materials;
            least = least == null ? 1 : least;
        }
    }

    /** A document of each line. @param when FEEL on the form, true where it is wanted of every line; null for always */
    public record LineMaterial(@JsonProperty(required = true) String key, @JsonProperty(required = true) Text name, @JsonProperty(required = true) Source clause, boolean required,
                               @JsonProperty(required = true) List<String> accept, String when) { }

    /**
     * Another department lists who may be on the roster, under the applicant's mandate.
     *
     * @param check code of the source
     * @param subject form path of the number that the list is about
     * @param columns roster column → what the source calls it
     */
    public record Listing(@JsonProperty(required = true) String check, @JsonProperty(required = true) String subject, @JsonProperty(required = true) Map<String, String> columns) { }

    /**
     * Form paths of a guarantee loan: who borrows, for which entity, what of which bank.
     *
     * @param kind INDIVIDUAL or ENTERPRISE, as the two exclude each other
     * @param parties true if the roster names those who borrow together, so that the loan is each one's
     */
    public record Loan(@JsonProperty(required = true) String kind, boolean parties, @JsonProperty(required = true) String person, @JsonProperty(required = true) String entity,
                       @JsonProperty(required = true) String amount, @JsonProperty(required = true) String months, @JsonProperty(required = true) String bank) { }

    /** @param path of the form's field that gives up what was granted, @param value that says so, @param reason path of the field with the reason */
    public record Cancels(@JsonProperty(required = true) String path, @JsonProperty(required = true) String value, @JsonProperty(required = true) String reason) { }

    public record Payee(String name, String account, String bank) { }

    /** Form paths of the applicant's name and number: {@code uscc} of a firm or {@code idNo} of a person, exactly one of them. */
    public record Applicant(@JsonProperty(required = true) String name, String uscc, String idNo) {

        public boolean person() {
            return idNo != null;
        }

        public String number() {
            return person() ? idNo : uscc;
        }

        /** Domain of the blind index of the number. */
        public String domain() {
            return person() ? "PERSON" : "ENTERPRISE";
        }
    }

    /** @param number form path of the number of the recognition meant; null for the newest of the kind */
    public record Requirement(String recognition, String number) { }

    /**
     * @param quota parameter with the places per year and district; null without a quota
     * @param settled how what is granted is settled when its time is over; null if nothing is
     * @param followUp what is asked of those who left the roster; null if nobody is followed
     * @param training when records of training are kept; null if none are
     */
    public record Grant(String recognition, String years, String level, String quota, Settling settled, Map<String, String> attributes, FollowUp followUp, Training training) { }

    /**
     * Recordings and attendance of a class are kept while what was granted runs.
     *
     * @param start attribute with the first day @param end attribute with the last day
     * @param videos parameter with the recordings that are wanted @param attendance parameter with the least share of attendance
     */
    public record Training(@JsonProperty(required = true) String start, @JsonProperty(required = true) String end, @JsonProperty(required = true) String videos,
                           @JsonProperty(required = true) String attendance) { }

    /** Asked one, two … years after an entity left (flows I10). @param checks data checks asked. @param alive FEEL over their answers {@code ev}: still in business */
    public record FollowUp(@JsonProperty(required = true) int years, @JsonProperty(required = true) List<String> checks, @JsonProperty(required = true) String alive) { }

    /**
     * What is granted is settled by a claim of another scheme; if none comes in time, the office settles it at what is proven (flows §8.6).
     *
     * @param by key of that scheme
     * @param limit parameter with the time for the claim, counted from the date in the attribute {@code after} of what was granted
     */
    public record Settling(@JsonProperty(required = true) String by, @JsonProperty(required = true) String limit, @JsonProperty(required = true) String after) { }

    /**
     * How decisions on a line are called in letters; null for what fits money, or a mere consent where the scheme has no fund.
     *
     * @param pass where it passes @param fail where it does not
     * @param money how a decision about the money of the undisputed lines alone is called; null where it is the same decision
     */
    public record Wording(@JsonProperty(required = true) Text pass, @JsonProperty(required = true) Text fail, Words money) { }

    public record Words(@JsonProperty(required = true) Text pass, @JsonProperty(required = true) Text fail) { }

    /** What was advanced too much goes back. @param months parameter with the months for it, from the end of the time recognised or from the settlement, whichever is later */
    public record Refund(String months) { }

    /**
     * What must hold of each paid line until its paid time is over; an end in between opens a case of recovery.
     *
     * @param checks data checks of lines that are asked again. @param holds FEEL over their answers {@code ev} and {@code form}
     * @param every parameter with the days between two questions
     * @param from form path of the first day of the paid time, {@code to} of the first day after it
     */
    public record Lasting(@JsonProperty(required = true) List<String> checks, @JsonProperty(required = true) String holds, @JsonProperty(required = true) String every,
                          @JsonProperty(required = true) String from, @JsonProperty(required = true) String to) { }

    /**
     * Persons who have to consent, each by a link of his own.
     *
     * @param of {@code form} for one person of the form, {@code line} for the person of each roster line
     * @param when FEEL on the form; null for always. A person whose fields are all empty is nobody
     * @param statement what is consented to; @param shows form paths of the values shown beside it
     */
    public record Consent(@JsonProperty(required = true) String key, @JsonProperty(required = true) Text name, @JsonProperty(required = true) String of,
                          @JsonProperty(required = true) Person person, String when, @JsonProperty(required = true) Text statement, List<String> shows) {
        public Consent {
            shows = shows == null ? List.of() : shows;
        }

        public boolean ofLine() {
            return "line".equals(of);
        }
    }

    /** Paths of name, ID number and mobile: of the form, or of the roster's columns. */
    public record Person(@JsonProperty(required = true) String name, @JsonProperty(required = true) String idNo, @JsonProperty(required = true) String mobile) {
        public List<String> paths() {
            return List.of(name, idNo, mobile);
        }
    }

    /** What a decision binds of this and coming years. @param fund null for the scheme's own; @param rule step rule whose result lists {@code {year, amount}}, yuan */
    public record Commits(String fund, @JsonProperty(required = true) String rule) { }

    public record Source(String text, Clause.Verification mark) {
        public Clause clause() {
            return new Clause(text, mark);
        }
    }

    public record Stage(String key, String zh, String en) {
        public Text name() {
            return new Text(zh, en);
        }
    }

    /** A state of the scheme, as its applicant reads it. @param isFinal nothing comes after it @param officers the same in words for those who work on it; null if they read what the applicant reads */
    public record State(Phase phase, String stage, @JsonProperty("final") boolean isFinal, String zh, String en, Text officers) {
        public Text name() {
            return new Text(zh, en);
        }

        public Text toOfficers() {
            return officers == null ? name() : officers;
        }
    }

    public record Material(String key, Text name, Source clause, boolean required, List<String> accept) { }

    /** A data check. @param of claim or line; @param subject FEEL for the number asked about */
    public record Check(String check, String of, String kind, String subject, Map<String, String> attributes) {
        public Check {
            attributes = attributes == null ? Map.of() : attributes;
        }
    }

    public record FactRule(String feel, Text label) { }

    /** @param step facts for rules that the model asks for at a step, besides those of the claim */
    public record FactRules(Map<String, FactRule> claim, Map<String, FactRule> line, Map<String, FactRule> step) {
        public FactRules {
            claim = claim == null ? Map.of() : claim;
            line = line == null ? Map.of() : line;
            step = step == null ? Map.of() : step;
        }
    }

    /** Decisions of the file that the house asks. @param steps by the name that models use. @param performance factor on the sum of the lines, for a part that the parameter switches on; may be missing */
    public record DecisionRules(String file, String claim, String line, String amount, String performance, Map<String, StepRule> steps) {
        public DecisionRules {
            steps = steps == null ? Map.of() : steps;
        }
    }

    /** A decision that a step asks by name (property {@code rule}). @param file of the shared models; null for the scheme's own */
    public record StepRule(String file, @JsonProperty(required = true) String decision) { }
}
