package org.huibu.casefile.payment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.Cases;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.ClaimLines;
import org.huibu.casefile.FormValues;
import org.huibu.casefile.judging.CaseJudging;
import org.huibu.casefile.judging.OwnRegister;
import org.huibu.evidence.Evidence;
import org.huibu.evidence.spi.Answer;
import org.huibu.evidence.spi.Question;
import org.huibu.process.Facts;
import org.huibu.process.Processes;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What {@code disbursement} asks of a case before money moves: is the payee still who he was, and was this paid before. */
@Service
public class Paying {

    /** Name match, business status, credit, alive: they may have changed since the acceptance (flows §1.9). */
    private static final Set<String> BEFORE_MONEY = Set.of("D16", "D03", "D06", "D17");
    private static final String SENT_BACK = "shared_payment_sent_back";
    private static final String NAME_MATCH = "D16";
    private static final int LONGEST_BANK = 100;
    private static final int LONGEST_REASON = 400;
    private final Cases cases;
    private final CaseJudging judging;
    private final ClaimLines lines;
    private final FormValues values;
    private final OwnRegister register;
    private final Evidence evidence;
    private final Schemes schemes;
    private final Processes processes;

    Paying(Cases cases, CaseJudging judging, ClaimLines lines, FormValues values, OwnRegister register, Evidence evidence, Schemes schemes, Processes processes) {
        this.cases = cases;
        this.judging = judging;
        this.lines = lines;
        this.values = values;
        this.register = register;
        this.evidence = evidence;
        this.schemes = schemes;
        this.processes = processes;
    }

    /** The questions about the payee that have no valid answer now: never asked of this account, or asked too long ago. */
    @Transactional(readOnly = true)
    public List<Question> stale(String number) {
        return aboutThePayee(number).stream().filter(question -> !evidence.fresh(number, question)).toList();
    }

    /** Keeps the answers and judges the claim again. @return why it must not be paid: it stands worse than when it was approved; empty if it may */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<String> renew(String number, List<Answer> answers) {
        if (!answers.isEmpty()) {
            var before = judging.standing(number);
            evidence.renew(number, answers);
            var claim = judging.judge(number);
            if (claim.verdict().worseThan(before)) {
                return Optional.of(String.valueOf(claim.reason()));
            }
        }
        var asked = aboutThePayee(number).stream().anyMatch(question -> question.check().equals(NAME_MATCH));
        return asked && !nameMatches(number) ? Optional.of(NAME_MATCH) : Optional.empty();
    }

    private boolean nameMatches(String number) {
        return Optional.ofNullable(evidence.byLine(number).getOrDefault(-1, Map.of()).get(NAME_MATCH))
                .map(item -> item.result().equals("MATCH") && !Boolean.FALSE.equals(item.facts().get("nameMatches"))).orElse(false);
    }

    private List<Question> aboutThePayee(String number) {
        return judging.questions(number).stream().filter(question -> question.line() == null && BEFORE_MONEY.contains(question.check())).toList();
    }

    /** Enters the group's lines into the register of what is paid. @throws Refusal CONFLICT {@code alreadyPaid}: never twice, whichever case */
    @Transactional(propagation = Propagation.MANDATORY)
    public void claim(String number, String group) {
        var file = file(number);
        register.paid(file, FormValues.nested(values.read(file)), approved(file, group));
    }

    /** Takes them out again, because the payment was given up: approved, but no longer to be paid. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void giveUp(String number, String group) {
        var file = file(number);
        register.notPaid(file, approved(file, group));
        lines.state(file, group, ClaimLine.State.APPROVED, ClaimLine.State.ABANDONED);
    }

    /** What was paid came back: the lines are approved and not paid, and the payer has them again, beside whatever the case does meanwhile. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void sentBack(String number, String group) {
        var file = file(number);
        lines.state(file, group, ClaimLine.State.PAID, ClaimLine.State.APPROVED);
        processes.startBeside(schemes.release(file.releaseId()).definitionId(), SENT_BACK, number, Facts.of("group", group).with("standing", file.state()));
    }

    private List<ClaimLine> approved(CaseFile file, String group) {
        return lines.of(file).stream().filter(line -> group.equals(line.group()) && line.state() == ClaimLine.State.APPROVED).toList();
    }

    /**
     * The payee's right account, after a payment was returned.
     *
     * @param account 6 to 30 digits, blanks allowed
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void correctAccount(String number, String account, String bank, String reason) {
        var digits = account == null ? "" : account.replaceAll("\\s", "");
        if (!digits.matches("\\d{6,30}")) {
            throw Refusal.invalid(List.of(Fault.at("account", "accountWrong")));
        }
        if (bank == null || bank.isBlank() || bank.length() > LONGEST_BANK) {
            throw Refusal.invalid(List.of(Fault.at("bank", "bankMissing")));
        }
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Refusal.invalid(List.of(Fault.at("reason", "reasonMissing")));
        }
        var file = file(number);
        var scheme = schemes.release(file.releaseId());
        var typed = new LinkedHashMap<>(values.read(file));
        typed.put(scheme.pack().payee().account(), digits);
        typed.put(scheme.pack().payee().bank(), bank.strip());
        file.payeeCorrected(values.write(file, scheme, typed), reason.strip());
        cases.save(file);
    }

    private CaseFile file(String number) {
        return cases.findByNumber(number).orElseThrow(Refusal::notFound);
    }
}
