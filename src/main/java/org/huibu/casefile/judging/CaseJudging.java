package org.huibu.casefile.judging;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.Cases;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.ClaimLines;
import org.huibu.casefile.FormValues;
import org.huibu.eligibility.Evaluated;
import org.huibu.eligibility.Evaluations;
import org.huibu.eligibility.Finding;
import org.huibu.eligibility.Judgement;
import org.huibu.eligibility.Judging;
import org.huibu.evidence.Evidence;
import org.huibu.evidence.spi.Answer;
import org.huibu.evidence.spi.Question;
import org.huibu.process.Feel;
import org.huibu.scheme.Phase;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.Schemes;
import org.huibu.scheme.pack.Pack;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** From a case to its questions, and from the answers to its judgements: the same code for the preview and for the flow. */
@Service
public class CaseJudging {

    /** What the house knows of other rosters of the same kind. */
    private static final List<String> ROSTERS = List.of("own.running", "own.memberships");
    private final Cases cases;
    private final ClaimLines lines;
    private final FormValues values;
    private final OwnRegister register;
    private final HouseFacts house;
    private final Evidence evidence;
    private final Judging judging;
    private final Evaluations evaluations;
    private final Schemes schemes;
    private final Feel feel;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    CaseJudging(Cases cases, ClaimLines lines, FormValues values, OwnRegister register, HouseFacts house, Evidence evidence, Judging judging, Evaluations evaluations,
            Schemes schemes, Feel feel, JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.cases = cases;
        this.lines = lines;
        this.values = values;
        this.register = register;
        this.house = house;
        this.evidence = evidence;
        this.judging = judging;
        this.evaluations = evaluations;
        this.schemes = schemes;
        this.feel = feel;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * All that is judged by, but for the evidence.
     *
     * @param holder blind index of the applicant; may be null
     * @param day on which parameters must be in force
     */
    record Claim(Scheme scheme, String holder, Region region, LocalDate day, Map<String, Object> form, Map<String, Object> kase, List<ClaimLine> rows) { }

    /** @param lines by their number, those that were given */
    record Judged(Judgement claim, SortedMap<Integer, Judgement> lines) { }

    /** What the scheme wants to know of the claim and of each line. */
    @Transactional(readOnly = true)
    public List<Question> questions(String number) {
        return questions(claim(number));
    }

    List<Question> questions(Claim claim) {
        var questions = new ArrayList<Question>();
        var own = claim.scheme().pack().questionsAsk("own.") ? register.holderFacts(claim.holder(), claim.scheme(), claim.form(), claim.day()) : Map.<String, Object>of();
        for (var check : claim.scheme().pack().checks()) {
            if (check.of().equals("claim")) {
                question(check, Map.of("form", claim.form(), "own", own), null).ifPresent(questions::add);
            } else {
                claim.rows().forEach(row -> question(check, Map.of("form", claim.form(), "own", own, "line", row.data()), row.seq()).ifPresent(questions::add));
            }
        }
        return questions;
    }

    /** Stores the answers and judges anew. */
    @Transactional
    public Judgement judge(String number, List<Answer> answers) {
        evidence.store(number, answers);
        return judge(number);
    }

    @Transactional
    public Judgement judge(String number) {
        var file = file(number);
        var judged = judge(claim(number), evidence.byLine(number));
        lines.judged(file, judged.lines());
        store(file, judged.claim());
        perform(file, judged.claim(), judged.lines().values().stream().anyMatch(line -> line.verdict() == Finding.Verdict.PASS));
        if (file.phase() != Phase.DRAFT) {
            keep(file, judged.claim(), judged.lines());
        }
        return judged.claim();
    }

    /** How the claim stood when it was last judged. */
    @Transactional(readOnly = true)
    public Finding.Verdict standing(String number) {
        return jdbc.sql("select verdict from claim_finding where case_number = ?").param(number).query(String.class).optional().map(Finding.Verdict::valueOf).orElse(Finding.Verdict.PASS);
    }

    /** Judges without a case, so that nothing is stored. Lines first: the claim may rest on how many of them pass. @param known evidence by line, -1 for the claim */
    Judged judge(Claim claim, Map<Integer, Map<String, Evidence.Item>> known) {
        var own = house.of(claim, known);
        var paidWhole = claim.scheme().paidWhole();
        var alone = new TreeMap<Integer, Judgement>();
        if (!paidWhole) {
            claim.rows().stream().filter(row -> row.state() == ClaimLine.State.OPEN).forEach(row -> alone.put(row.seq(),
                    judging.line(claim.scheme(), subject(claim, row.data(), known.get(row.seq()), own.lines().get(row.seq())))));
        }
        var facts = new HashMap<>(paidWhole ? own.lines().getOrDefault(0, own.claim()) : own.claim());
        facts.put("lineCount", claim.rows().size());
        facts.put("passLines", (int) alone.values().stream().filter(line -> line.verdict() == Finding.Verdict.PASS).count());
        var whole = judging.claim(claim.scheme(), subject(claim, Map.of(), known.get(-1), facts));
        var judged = new TreeMap<Integer, Judgement>();
        claim.rows().stream().filter(row -> row.state() == ClaimLine.State.OPEN)
                .forEach(row -> judged.put(row.seq(), paidWhole ? whole : counts(claim) ? alone.get(row.seq()) : alone.get(row.seq()).within(whole)));
        var passing = judged.values().stream().filter(line -> line.verdict() == Finding.Verdict.PASS).toList();
        facts.put("passLines", passing.size());
        return new Judged(judging.performance(claim.scheme(), subject(claim, Map.of(), known.get(-1), facts), whole,
                passing.stream().map(Judgement::amount).reduce(Money.ZERO, Money::plus)), judged);
    }

    /** Judges the claim again on the lines as officers left them. */
    @Transactional
    public Judgement claimAnew(String number) {
        var claim = claim(number);
        var facts = own(claim);
        facts.put("lineCount", claim.rows().size());
        facts.put("passLines", standing(claim.rows()));
        var whole = judging.claim(claim.scheme(), subject(claim, Map.of(), evidence.byLine(number).get(-1), facts));
        var file = file(number);
        store(file, whole);
        keep(file, whole, Map.of());
        return whole;
    }

    /** What the claim earns beyond its lines (DT-INC-6), found again on the lines as officers left them. */
    @Transactional
    public void performAnew(String number) {
        var claim = claim(number);
        if (claim.scheme().pack().decisions().performance() == null) {
            return;
        }
        var facts = own(claim);
        facts.put("lineCount", claim.rows().size());
        facts.put("passLines", standing(claim.rows()));
        var subject = subject(claim, Map.of(), evidence.byLine(number).get(-1), facts);
        var passing = claim.rows().stream().filter(row -> "PASS".equals(row.verdict())).map(ClaimLine::amount).toList();
        var whole = judging.performance(claim.scheme(), subject, judging.claim(claim.scheme(), subject), passing.stream().reduce(Money.ZERO, Money::plus));
        var file = file(number);
        perform(file, whole, !passing.isEmpty());
        keep(file, whole, Map.of());
    }

    /** As a line of its own, so that it is decided, published and paid like the others. */
    private void perform(CaseFile file, Judgement claim, boolean anyLine) {
        var scheme = schemes.release(file.releaseId());
        var decision = scheme.pack().decisions().performance();
        if (decision == null || file.editable()) {
            return;
        }
        var finding = claim.findings().stream().filter(one -> one.code().equals(decision)).toList();
        if (finding.isEmpty() || !anyLine) {
            lines.dropPart(file);
        } else {
            var verdict = finding.get(0).verdict();
            lines.part(file, ClaimLine.PERFORMANCE, finding.get(0).name(), new Judgement(verdict, verdict == Finding.Verdict.PASS ? null : decision, claim.amount(), finding, claim.evaluated()));
        }
    }

    /**
     * What the answers to some checks now say against lines that stand, or against a claim without lines that stands. Only findings that rest
     * on one of these checks count: the case's own payment, for instance, is no news.
     *
     * @return findings in words, those of lines with their number; empty if all is as it was decided
     */
    @Transactional(readOnly = true)
    public List<String> contradicted(String number, Set<String> checks) {
        var claim = claim(number);
        var open = claim.rows().stream().map(ClaimLine::reopened).toList();
        var judged = judge(new Claim(claim.scheme(), claim.holder(), claim.region(), claim.day(), claim.form(), claim.kase(), open), evidence.byLine(number));
        var found = new ArrayList<String>();
        var stands = claim.rows().isEmpty() ? !file(number).phase().equals(Phase.REJECTED) : claim.rows().stream().anyMatch(ClaimLine::stands);
        if (stands) {
            against(judged.claim(), checks).forEach(found::add);
        }
        if (!claim.scheme().paidWhole()) {
            claim.rows().stream().filter(ClaimLine::stands).filter(row -> judged.lines().containsKey(row.seq()))
                    .forEach(row -> against(judged.lines().get(row.seq()), checks).forEach(name -> found.add((row.seq() + 1) + "：" + name)));
        }
        return found;
    }

    /**
     * Lines that stand but that rosters of this house have come to speak against since they were judged: they are judged anew, so that each
     * says why. What a person let pass against the same criterion stays.
     *
     * @return their numbers
     */
    @Transactional
    public List<Integer> overtaken(String number) {
        var claim = claim(number);
        var asked = claim.scheme().pack().facts().line().entrySet().stream().filter(rule -> ROSTERS.stream().anyMatch(rule.getValue().feel()::contains)).map(Map.Entry::getKey).toList();
        var open = claim.rows().stream().map(ClaimLine::reopened).toList();
        var judged = asked.isEmpty() ? new TreeMap<Integer, Judgement>()
                : judge(new Claim(claim.scheme(), claim.holder(), claim.region(), claim.day(), claim.form(), claim.kase(), open), evidence.byLine(number)).lines();
        var file = file(number);
        var overtaken = new TreeMap<Integer, Judgement>();
        claim.rows().stream().filter(row -> row.stands() && row.state() == ClaimLine.State.OPEN && judged.containsKey(row.seq())).forEach(row -> {
            var known = lines.findings(file, row.seq()).stream().filter(old -> old.verdict() == Finding.Verdict.FAIL).map(Finding::code).toList();
            if (judged.get(row.seq()).findings().stream().anyMatch(one -> one.verdict() == Finding.Verdict.FAIL && !known.contains(one.code())
                    && one.facts().stream().anyMatch(fact -> asked.contains(fact.name())))) {
                overtaken.put(row.seq(), judged.get(row.seq()));
            }
        });
        lines.judged(file, overtaken);
        return List.copyOf(overtaken.keySet());
    }

    private static java.util.stream.Stream<String> against(Judgement judgement, Set<String> checks) {
        return judgement.findings().stream().filter(finding -> finding.verdict() == Finding.Verdict.FAIL
                && finding.facts().stream().anyMatch(fact -> checks.stream().anyMatch(fact.origin()::contains))).map(Finding::name);
    }

    static int standing(List<ClaimLine> rows) {
        return (int) rows.stream().filter(row -> "PASS".equals(row.verdict())).count();
    }

    Map<String, Object> own(Claim claim) {
        return new HashMap<>(house.of(claim, null).claim());
    }

    /** Lines that are no sums of money but only count for the claim keep their own verdict, whatever becomes of the claim. */
    private static boolean counts(Claim claim) {
        return claim.scheme().pack().fund() == null;
    }

    /** A blank cell reads as unknown, like a blank field of the form. */
    private static Judging.Subject subject(Claim claim, Map<String, String> line, Map<String, Evidence.Item> known, Map<String, Object> own) {
        return new Judging.Subject(claim.region(), claim.day(), claim.form(), FormValues.nested(line), known == null ? Map.of() : known, claim.kase(), own);
    }

    Claim claim(String number) {
        var file = file(number);
        var scheme = schemes.release(file.releaseId());
        var day = WorkingCalendar.dayOf(file.firstSubmittedAt() == null ? clock.instant() : file.firstSubmittedAt());
        return new Claim(scheme, file.applicantIndex(), new Region(file.region()), day, FormValues.nested(values.read(file)),
                kase(number, file.region(), day, file.exOfficio(), materials(number)), lines.of(file).stream().filter(line -> line.part() == null).toList());
    }

    private void keep(CaseFile file, Judgement claim, Map<Integer, Judgement> judged) {
        var evaluated = new LinkedHashMap<String, Evaluated>();
        evaluated.put("claim", claim.evaluated());
        judged.forEach((seq, line) -> evaluated.put("line:" + seq, line.evaluated()));
        evaluations.keep(file.number(), file.releaseId(), evaluated);
    }

    private void store(CaseFile file, Judgement claim) {
        jdbc.sql("delete from claim_finding where case_number = ?").param(file.number()).update();
        jdbc.sql("insert into claim_finding (case_number, verdict, reason, findings) values (?, ?, ?, ?)")
                .params(file.number(), claim.verdict().name(), claim.reason(), json.writeValueAsString(claim.findings())).update();
    }

    private java.util.Optional<Question> question(Pack.Check check, Map<String, Object> context, Integer line) {
        var number = feel.evaluate(check.subject(), context);
        var attributes = new LinkedHashMap<String, String>();
        check.attributes().forEach((name, expression) -> {
            var value = feel.evaluate(expression, context);
            if (value != null) {
                attributes.put(name, Objects.toString(value));
            }
        });
        return number == null ? java.util.Optional.empty() : java.util.Optional.of(new Question(check.check(), check.kind(), number.toString(), attributes, line));
    }

    private List<String> materials(String number) {
        return jdbc.sql("select distinct material from case_material where case_number = ? order by material").param(number).query(String.class).list();
    }

    /** @param exOfficio whether the office opened the case by itself @param materials keys of those that were handed in */
    Map<String, Object> kase(String number, String region, LocalDate firstSubmitted, boolean exOfficio, List<String> materials) {
        return Map.of("caseNumber", number, "region", region, "firstSubmittedOn", firstSubmitted.toString(),
                "today", WorkingCalendar.dayOf(clock.instant()).toString(), "exOfficio", exOfficio, "materials", materials);
    }

    private CaseFile file(String number) {
        return cases.findByNumber(number).orElseThrow(Refusal::notFound);
    }
}
