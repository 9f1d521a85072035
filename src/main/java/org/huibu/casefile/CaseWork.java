package org.huibu.casefile;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huibu.casefile.intake.CaseIntake;
import org.huibu.casefile.intake.Corrections;
import org.huibu.casefile.intake.Intake;
import org.huibu.casefile.judging.OwnRegister;
import org.huibu.casefile.payment.Advances;
import org.huibu.eligibility.Finding;
import org.huibu.party.Files;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What other modules do with a case. Who may do it is authorised by the caller: officers by {@code review}, pages by their own rules. That a case is not found does
 * not spoil the transaction of a caller who goes on without it.
 */
@Service
public class CaseWork {

    /** Prefix of a recognition's number before the number of the case that granted it. */
    public static final String RECOGNITION = "RD-";
    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() { };
    private final Cases cases;
    private final ClaimLines lines;
    private final CaseIntake intake;
    private final Corrections corrections;
    private final OwnRegister register;
    private final FormValues values;
    private final Advances advances;
    private final Schemes schemes;
    private final Files files;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    CaseWork(Cases cases, ClaimLines lines, CaseIntake intake, Corrections corrections, OwnRegister register, FormValues values, Advances advances, Schemes schemes,
            Files files, JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.cases = cases;
        this.lines = lines;
        this.intake = intake;
        this.corrections = corrections;
        this.register = register;
        this.values = values;
        this.advances = advances;
        this.schemes = schemes;
        this.files = files;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** What was advanced too much. @param until last day to pay it back */
    public record Refund(Money advance, Money earned, Money amount, LocalDate until) { }

    /** One entry of the timeline, oldest first. */
    public record Happening(String what, String details, String actor, Instant at) { }

    /** A recognition. @param to first day on which it is no longer valid */
    public record Granted(String number, String level, LocalDate from, LocalDate to) { }

    /** An officer's verdict on one line. @param amount zero unless it passes */
    public record LineVerdict(int seq, String verdict, Money amount, String reason) { }

    /** Payee of a claim, account in clear: only for payment orders. */
    public record Payee(String name, String account, String bank) { }

    @Transactional(readOnly = true, noRollbackFor = Refusal.class)
    public CaseFile find(String number) {
        return cases.findByNumber(number).orElseThrow(Refusal::notFound);
    }

    @Transactional(readOnly = true, noRollbackFor = Refusal.class)
    public Scheme scheme(String number) {
        return schemes.release(find(number).releaseId());
    }

    /** Holds the case until the end of the transaction, so that nobody suspends it meanwhile. @return why it stands still; empty if it goes on */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<CaseFile.Suspension> hold(String number) {
        return cases.lockByNumber(number).orElseThrow(Refusal::notFound).suspension();
    }

    /** The scheme whose fund pays a case: its own, or that of the paid case that it supplements. */
    @Transactional(readOnly = true, noRollbackFor = Refusal.class)
    public Scheme paying(String number) {
        var own = scheme(number);
        return own.pack().supplements() == null ? own : scheme(values(number).get(own.pack().supplements()));
    }

    @Transactional(readOnly = true, noRollbackFor = Refusal.class)
    public Map<String, String> values(String number) {
        return values.read(find(number));
    }

    @Transactional(readOnly = true)
    public List<ClaimLine> lines(String number) {
        return lines.of(find(number));
    }

    /** The newest proposal of the rule of acceptance, with everything it found wrong; empty before the application arrived. */
    @Transactional(readOnly = true)
    public Optional<Intake> intake(String number) {
        return intake.last(number);
    }

    @Transactional(readOnly = true)
    public List<Finding> findings(String number, int line) {
        return lines.findings(find(number), line);
    }

    /** Per line that did not pass, the finding that decided so; read in one query. */
    @Transactional(readOnly = true)
    public Map<Integer, Finding> decisiveFindings(String number) {
        return lines.decisive(find(number));
    }

    @Transactional(readOnly = true)
    public List<Finding> claimFindings(String number) {
        return jdbc.sql("select findings from claim_finding where case_number = ?").param(number).query(String.class).optional()
                .map(text -> json.readValue(text, FINDINGS)).orElse(List.of());
    }

    /** PASS, FAIL or NEEDS_PERSON as the rule judged the claim last; empty before that. */
    @Transactional(readOnly = true)
    public Optional<String> claimVerdict(String number) {
        return jdbc.sql("select verdict from claim_finding where case_number = ?").param(number).query(String.class).optional();
    }

    @Transactional(readOnly = true)
    public List<CaseFiles.Attached> materials(String number) {
        return jdbc.sql("select id, material, name, file_id from case_material where case_number = ? order by id").param(number).query(CaseFiles.Attached.class).list();
    }

    @Transactional(readOnly = true)
    public byte[] material(String number, long attachment) {
        var file = jdbc.sql("select file_id from case_material where id = ? and case_number = ?").params(attachment, number).query(Long.class).optional()
                .orElseThrow(Refusal::notFound);
        return files.read(file);
    }

    @Transactional(readOnly = true)
    public List<Happening> timeline(String number) {
        return jdbc.sql("select what, details, actor, at_ from case_event where case_number = ? order by id").param(number)
                .query((row, n) -> new Happening(row.getString(1), row.getString(2), row.getString(3), row.getObject(4, LocalDateTime.class).toInstant(ZoneOffset.UTC))).list();
    }

    /** What the open correction notice lists. */
    @Transactional(readOnly = true)
    public List<CaseFiles.CorrectionItem> openCorrections(String number) {
        return corrections.open(number);
    }

    /** The recognition that this case granted. */
    @Transactional(readOnly = true)
    public Optional<Granted> recognitionOf(String number) {
        return jdbc.sql("select number, level_, valid_from, valid_to from recognition where number = ?").param(RECOGNITION + number)
                .query((row, n) -> new Granted(row.getString(1), row.getString(2), row.getDate(3).toLocalDate(), row.getDate(4).toLocalDate())).optional();
    }

    /** The recognition which the scheme of this case requires. */
    @Transactional(readOnly = true)
    public Optional<OwnRegister.Recognition> required(String number) {
        var file = find(number);
        return register.required(file.applicantIndex(), schemes.release(file.releaseId()), FormValues.nested(values.read(file)));
    }

    /** The case that granted it. */
    @Transactional(readOnly = true)
    public Optional<String> grantedBy(String number) {
        return required(number).map(recognition -> recognition.number().substring(RECOGNITION.length()));
    }

    /** What the settlement by this case leaves to be returned. */
    @Transactional(readOnly = true)
    public Optional<Refund> refundOf(String number) {
        return advances.of(number).filter(settled -> !settled.refund().isZero()).map(settled -> new Refund(settled.advance(), settled.earned(), settled.refund(), settled.due()));
    }

    /**
     * Asks the applicant for a correction: one notice that lists everything; a later one only what the correction caused (§8.4).
     *
     * @param faults item, or {@code item:CODE} where one item has several faults, → what is wrong with it. Items are keys of materials, paths
     *     of fields, {@code lines[3]}, {@code lines[3].address} or {@code form}
     * @throws Refusal INVALID with faults at {@code faults.<item>}; CONFLICT {@code secondNoticeNamesOldFault} or {@code noticeAfterDeemedAcceptance}
     */
    @Transactional
    public void requestCorrection(String number, Map<String, String> faults) {
        var file = find(number);
        corrections.request(file, faults);
        lines.dropPart(file);
        cases.save(file);
    }

    /** Officers' own verdicts on lines, each with its reason; what differs and why has been checked by {@code review}. */
    @Transactional
    public void decideLines(String number, List<LineVerdict> verdicts) {
        var file = find(number);
        lines.decide(file, verdicts);
        verdicts.forEach(one -> file.happened("LineDecided", Map.of("line", Integer.toString(one.seq() + 1), "verdict", one.verdict(), "reason", one.reason())));
        cases.save(file);
    }

    /** The lines of the undisputed group and each disputed one on its own. */
    @Transactional
    public void formGroups(String number, Set<Integer> disputed) {
        lines.group(find(number), disputed);
    }

    @Transactional(readOnly = true)
    public List<ClaimLine> group(String number, String group) {
        return lines(number).stream().filter(line -> group.equals(line.group()) && "PASS".equals(line.verdict())).toList();
    }

    /** The lines of a group that money is for: once it is approved only what was approved, and nothing that was refused or given up since. */
    @Transactional(readOnly = true)
    public List<ClaimLine> payable(String number, String group) {
        var standing = group(number, group).stream().filter(ClaimLine::stands).toList();
        var approved = standing.stream().filter(line -> line.state() == ClaimLine.State.APPROVED).toList();
        return approved.isEmpty() ? standing : approved;
    }

    /** Sum of {@link #payable}. */
    @Transactional(readOnly = true)
    public Money total(String number, String group) {
        return payable(number, group).stream().map(ClaimLine::amount).reduce(Money.ZERO, Money::plus);
    }

    @Transactional(readOnly = true)
    public Payee payee(String number) {
        var pack = scheme(number).pack();
        var typed = values(number);
        return new Payee(typed.get(pack.payee().name()), typed.get(pack.payee().account()), typed.get(pack.payee().bank()));
    }

    @Transactional
    public void happened(String number, String what, Map<String, String> details) {
        var file = find(number);
        file.happened(what, details);
        cases.save(file);
    }
}
