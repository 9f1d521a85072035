package org.huibu.letters;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.disbursement.PaymentOrders;
import org.huibu.disbursement.receivable.DebtList;
import org.huibu.eligibility.Finding;
import org.huibu.guarantee.GuaranteeLoans;
import org.huibu.process.clock.CaseClock;
import org.huibu.process.LetterDue;
import org.huibu.review.Notices;
import org.huibu.review.Opinions;
import org.huibu.review.records.StepFiles;
import org.huibu.review.records.StepRecords;
import org.huibu.scheme.Phase;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.pack.Pack;
import org.huibu.scheme.Text;
import org.huibu.scheme.form.FormField;
import org.huibu.shared.Money;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.stereotype.Component;

/** Gathers what each kind of letter must state (flows §1.7). */
@Component
class Drafting {

    private final CaseWork work;
    private final Opinions opinions;
    private final StepRecords records;
    private final StepFiles files;
    private final Notices notices;
    private final PaymentOrders orders;
    private final GuaranteeLoans loans;
    private final DebtList debts;
    private final CaseClock clocks;

    Drafting(CaseWork work, Opinions opinions, StepRecords records, StepFiles files, Notices notices, PaymentOrders orders, GuaranteeLoans loans, DebtList debts, CaseClock clocks) {
        this.work = work;
        this.opinions = opinions;
        this.records = records;
        this.files = files;
        this.notices = notices;
        this.orders = orders;
        this.loans = loans;
        this.debts = debts;
        this.clocks = clocks;
    }

    Content content(LetterDue due) {
        var number = due.caseNumber();
        var file = work.find(number);
        var scheme = work.scheme(number);
        var last = opinions.last(number, due.group());
        var lines = switch (due.letter()) {
            case "DOC-06", "DOC-07", "DOC-08", "DOC-09", "DOC-14", "DOC-15", "DOC-19" -> lines(number, due.group(), !due.letter().equals("DOC-08"));
            case "DOC-10" -> debts.ofCase(number).isEmpty() ? List.<Content.Line>of() : lines(number, null, true);
            default -> List.<Content.Line>of();
        };
        return new Content(file.applicantName(), scheme.name(), number, last.map(Opinions.Opinion::unit).orElse(""), day(file.firstSubmittedAt()), day(file.acceptedAt()),
                file.deemed(), limit(due.letter(), number, scheme), last.map(Opinions.Opinion::text).orElse(""),
                items(due.letter(), number, scheme), lines,
                lines.stream().filter(line -> line.verdict().equals("PASS")).map(Content.Line::amount).reduce(Money.ZERO, Money::plus),
                due.letter().equals("DOC-06") ? notice(number) : null, due.letter().equals("DOC-09") ? payment(number, due.group()) : null,
                due.letter().equals("DOC-17") ? recognition(file) : null, due.letter().equals("DOC-11") ? qualification(number) : null, due.letter().equals("DOC-10") ? refund(number) : null, verdicts(scheme),
                scheme.pack().clauses().stream().map(source -> new Content.Basis(source.text(), source.mark().name())).toList(), owed(due.letter(), number),
                due.letter().equals("DOC-21") ? received(number, due.group()) : null);
    }

    private List<Content.Owed> owed(String letter, String number) {
        return !letter.equals("DOC-10") && !letter.equals("DOC-20") ? List.of() : debts.ofCase(number).stream().map(one -> new Content.Owed(one.debt().number(), one.debt().code(),
                one.debt().payTo(), one.debt().amount(), one.open(), one.debt().dueOn(), one.debt().ground().name(), one.debt().clause())).toList();
    }

    private Content.Received received(String number, String movement) {
        return debts.ofCase(number).stream().flatMap(one -> one.movements().stream().filter(moved -> Long.toString(moved.id()).equals(movement))
                .map(moved -> new Content.Received(one.debt().number(), moved.amount(), day(moved.at()), one.open().plus(one.pending())))).findFirst().orElse(null);
    }

    private static Content.Verdicts verdicts(Scheme scheme) {
        var own = scheme.pack().wording();
        return new Content.Verdicts(scheme.pack().fund() != null || scheme.pack().decisions().amount() != null, own == null ? null : own.pass(), own == null ? null : own.fail());
    }

    private LocalDate limit(String letter, String number, Scheme scheme) {
        var limit = letter.equals("DOC-01") ? "T_REVIEW" : letter.equals("DOC-02") ? "T_CORRECT" : letter.equals("DOC-19") ? "T_HEARING" : null;
        return limit == null || !scheme.pack().limits().contains(limit) ? null : day(clocks.end(number, limit));
    }

    private List<Content.Item> items(String letter, String number, Scheme scheme) {
        return switch (letter) {
            case "DOC-02" -> corrections(number, scheme);
            case "DOC-04" -> visit(number, scheme);
            default -> List.of();
        };
    }

    /** The newest record of a step's form, personal numbers masked, and how many documents belong to it. */
    private List<Content.Item> visit(String number, Scheme scheme) {
        var last = records.ofCase(number).stream().reduce((earlier, later) -> later);
        return last.stream().flatMap(record -> {
            var form = scheme.stepForms().get(record.form());
            var given = files.ofTask(record.taskId());
            return Stream.concat(form.single().stream().map(field -> new Content.Item(text(field), said(field, record.values().get(field.path())))),
                    form.files().stream().map(field -> new Content.Item(text(field), Long.toString(given.stream().filter(file -> file.field().equals(field.path())).count()))));
        }).toList();
    }

    private static String said(FormField field, String value) {
        return field.options().stream().filter(option -> option.value().equals(value)).findFirst().map(FormField.Option::label).orElseGet(() -> field.masked(value));
    }

    private static Text text(FormField field) {
        return new Text(field.label(), field.properties().getOrDefault("en", field.label()));
    }

    private List<Content.Item> corrections(String number, Scheme scheme) {
        return work.openCorrections(number).stream().map(item -> new Content.Item(name(item.item(), scheme), item.text())).toList();
    }

    private static Text name(String item, Scheme scheme) {
        var material = scheme.pack().materials().stream().filter(m -> m.key().equals(item)).map(m -> m.name());
        var field = scheme.form().single().stream().filter(f -> f.path().equals(item))
                .map(Drafting::text);
        return Stream.concat(material, field).findFirst().orElseGet(() -> new Text(item, item));
    }

    /** The lines a letter is about; a decision also tells those that were refused before the notice, and all of a case that is refused. */
    private List<Content.Line> lines(String number, String group, boolean onlyPassed) {
        var reasons = work.decisiveFindings(number);
        var refused = work.find(number).phase() == Phase.REJECTED;
        var wording = work.scheme(number).pack().wording();
        var money = wording == null || !"MAIN".equals(group) ? null : wording.money();
        return work.lines(number).stream()
                .filter(line -> group == null || group.equals(line.group()) || !onlyPassed && group.equals("MAIN") && line.group() == null)
                .filter(line -> !onlyPassed || "PASS".equals(line.verdict())).map(line -> line(line, refused, Optional.ofNullable(reasons.get(line.seq())), "MAIN".equals(line.group()) && !onlyPassed ? money : null)).toList();
    }

    /** @param money words of a decision about money alone; null where it is about more */
    private static Content.Line line(ClaimLine line, boolean refused, Optional<Finding> decisive, Pack.Words money) {
        var verdict = refused || line.state() == ClaimLine.State.REJECTED || line.verdict() == null ? "FAIL" : line.verdict();
        return new Content.Line(line.seq() + 1, line.label(), verdict, decisive.map(Finding::name).orElse(line.reason()),
                decisive.map(Finding::clauses).orElse(List.of()), line.amount(), money == null ? null : verdict.equals("PASS") ? money.pass() : money.fail());
    }

    private Content.Notice notice(String number) {
        return notices.ofCase(number).stream().findFirst().map(n -> new Content.Notice(n.from(), n.to())).orElse(null);
    }

    private Content.Payment payment(String number, String group) {
        return orders.ofCase(number).stream().filter(order -> order.group().equals(group)).reduce((earlier, later) -> later)
                .map(order -> new Content.Payment(order.amount(), day(order.endedAt() == null ? order.draftedAt() : order.endedAt()), order.accountTail(), order.fund(), order.number())).orElse(null);
    }

    private Content.Recognition recognition(CaseFile file) {
        return work.recognitionOf(file.number()).map(r -> new Content.Recognition(r.number(), r.level(), r.from(), r.to())).orElse(null);
    }

    private Content.Qualification qualification(String number) {
        return loans.of(number).map(loan -> new Content.Qualification(loan.borrowerClass(), loan.cap(), loan.qualifiedOn(), loan.validUntil())).orElse(null);
    }

    private Content.Refund refund(String number) {
        return work.refundOf(number).map(refund -> new Content.Refund(refund.advance(), refund.earned(), refund.amount(), refund.until())).orElse(null);
    }

    private static LocalDate day(Instant instant) {
        return instant == null ? null : WorkingCalendar.dayOf(instant);
    }
}
