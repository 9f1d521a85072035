package org.huibu.portal;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.budget.Budgets;
import org.huibu.disbursement.budget.Reservation;
import org.huibu.letters.Letters;
import org.huibu.portal.form.FaultsTold;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.inbox.InboxRow;
import org.huibu.scheme.Calendars;
import org.huibu.scheme.Phase;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.pack.Pack;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;
import org.huibu.web.Formats;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** A case told to its applicant: who has it, until when, what to do; and what has happened so far. */
@Component
class CaseStory {

    /** What each event needs of its details, in the order of the message {@code told.<event>}; others are told by their name alone. */
    private static final Map<String, List<String>> TOLD = Map.ofEntries(Map.entry("StateReached", List.of("state")), Map.entry("TaskDecided", List.of("task", "outcome")),
            Map.entry("TaskClaimed", List.of("task")), Map.entry("LinesJudged", List.of("pass")), Map.entry("GroupApproved", List.of("amount")),
            Map.entry("GroupPaid", List.of("amount")), Map.entry("NoticePublished", List.of("until")), Map.entry("ObjectionFiled", List.of("line")),
            Map.entry("WaitingForSource", List.of("source")), Map.entry("SourceOutage", List.of("source")), Map.entry("RecognitionGranted", List.of("number")), Map.entry("PostCheckContradicted", List.of("findings")), Map.entry("FollowedUpAlive", List.of("entity", "years")),
            Map.entry("FollowedUpGone", List.of("entity", "years")), Map.entry("FollowedUpUnknown", List.of("entity", "years")), Map.entry("LineDecided", List.of("line", "verdict")),
            Map.entry("ObjectionSettled", List.of("finding")), Map.entry("CorrectionRequested", List.of("items")),
            Map.entry("BudgetCommitted", List.of("amount")), Map.entry("BudgetMissing", List.of("amount", "ahead")), Map.entry("BudgetCame", List.of("amount")), Map.entry("QuotaMissing", List.of("place")), Map.entry("QuotaMovedUp", List.of("place")), Map.entry("LineOvertaken", List.of("line")),
            Map.entry("ExpertsVoted", List.of("all", "for")), Map.entry("AdvanceOffset", List.of("amount", "balance")), Map.entry("RefundDue", List.of("amount", "until")),
            Map.entry("SettlementOpened", List.of("number")), Map.entry("CancellationOpened", List.of("number")), Map.entry("PaymentOffset", List.of("amount")), Map.entry("DebtReceived", List.of("amount", "rest")),
            Map.entry("DebtOffset", List.of("amount", "rest")), Map.entry("DebtWrittenOff", List.of("amount", "document")), Map.entry("InstalmentsAgreed", List.of("parts", "first")),
            Map.entry("CourtFILED", List.of("document", "on")), Map.entry("CourtUPHELD", List.of("document", "on")), Map.entry("CourtIN_PART", List.of("document", "on")), Map.entry("CourtDISMISSED", List.of("document", "on")),
            Map.entry("RecoveryOpened", List.of("number")), Map.entry("DebtEstablished", List.of("amount", "until")), Map.entry("CreditEntered", List.of("until")), Map.entry("DebtDemanded", List.of("until")), Map.entry("ConditionEnded", List.of("entity")),
            Map.entry("ConsentAsked", List.of("person")), Map.entry("ConsentLinkRenewed", List.of("person")), Map.entry("ConsentGiven", List.of("person")),
            Map.entry("ConsentRefused", List.of("person")), Map.entry("LoanQualified", List.of("cap", "until")), Map.entry("CapacityReserved", List.of("amount")), Map.entry("BankApproved", List.of("amount")),
            Map.entry("CaseSuspended", List.of("ground", "clause", "reason")), Map.entry("CaseResumed", List.of("reason")),
            Map.entry("LoanContracted", List.of("amount")), Map.entry("LoanDisbursed", List.of("amount", "matures")));
    /** What tells the place in the queue for places of a quota. */
    private static final Set<String> QUEUED = Set.of("QuotaMissing", "QuotaMovedUp");
    /** What is told of applications only. */
    private static final Set<String> OF_APPLICATIONS = Set.of("CaseOpened", "CaseSubmitted", "LinesJudged");
    private final CaseWork work;
    private final Inbox inbox;
    private final Budgets budgets;
    private final Letters letters;
    private final Calendars calendars;
    private final FaultsTold places;
    private final Formats formats;
    private final Clock clock;

    CaseStory(CaseWork work, Inbox inbox, Budgets budgets, Letters letters, Calendars calendars, FaultsTold places, Formats formats, Clock clock) {
        this.work = work;
        this.inbox = inbox;
        this.budgets = budgets;
        this.letters = letters;
        this.calendars = calendars;
        this.places = places;
        this.formats = formats;
        this.clock = clock;
    }

    /** @param by you, office or system; key {@code by.<by>} */
    record Told(Instant at, String text, String by) { }

    /** @param yours whether the applicant has to act */
    record Now(List<String> sentences, boolean yours) { }

    /** A suspended case says so first; what the applicant has to do he may still do. */
    Now now(CaseFile file, Scheme scheme) {
        var now = going(file, scheme);
        return file.suspension().map(why -> new Now(Stream.concat(Stream.of(formats.text("now.suspended", formats.day(why.at()),
                formats.text("suspensionGround." + why.ground()), why.clause(), why.reason())), now.yours() ? now.sentences().stream() : Stream.empty()).toList(), now.yours())).orElse(now);
    }

    private Now going(CaseFile file, Scheme scheme) {
        if (file.phase() == Phase.DRAFT) {
            return new Now(List.of(formats.text("now.draft")), true);
        }
        if (file.phase() == Phase.CORRECTION) {
            var due = letters.ofCase(file.number()).stream().filter(l -> l.code().equals("DOC-02")).reduce((a, b) -> b).map(l -> l.content().limit()).orElse(null);
            return new Now(List.of(due == null ? formats.text("now.correction") : formats.text("now.correctBy", due.toString(), left(file, WorkingCalendar.endOf(due)))), true);
        }
        var state = scheme.state(file.state()).name().in(LocaleContextHolder.getLocale());
        if (file.finished()) {
            return new Now(List.of(formats.text("now.finished", state, formats.day(file.closedAt()))), false);
        }
        var tasks = inbox.ofCase(file.number());
        var waiting = budgets.of(file.number(), Reservation.State.WAITING);
        if (tasks.isEmpty() && waiting.isEmpty()) {
            return new Now(List.of(queued(file, scheme).orElseGet(() -> formats.text("now.waiting", state))), false);
        }
        return new Now(Stream.concat(waiting.stream().map(one -> formats.text("now.budget", one.amount(), budgets.ahead(one.caseNumber(), one.group()))),
                tasks.stream().sorted(Comparator.comparing(InboxRow::due, Comparator.nullsLast(Comparator.naturalOrder()))).map(task -> with(file, scheme, task)).distinct()).toList(), false);
    }

    List<Told> timeline(CaseFile file, Scheme scheme) {
        return work.timeline(file.number()).stream().filter(one -> !one.what().equals("IntakeProposed"))
                .filter(one -> !scheme.pack().applicants().isEmpty() || !OF_APPLICATIONS.contains(one.what()))
                .map(one -> new Told(one.at(), text(one, scheme), one.actor().equals(file.owner()) ? "you" : one.actor().equals("system") ? "system" : "office")).toList();
    }

    /** The place in the queue for places: told just before or since the present state was reached. */
    private Optional<String> queued(CaseFile file, Scheme scheme) {
        var all = work.timeline(file.number());
        int reached = IntStream.range(0, all.size()).filter(i -> all.get(i).what().equals("StateReached")).max().orElse(0);
        return all.subList(Math.max(0, reached - 1), all.size()).stream().filter(one -> QUEUED.contains(one.what())).reduce((earlier, later) -> later).map(one -> text(one, scheme));
    }

    private String with(CaseFile file, Scheme scheme, InboxRow task) {
        var stage = scheme.pack().stages().stream().filter(s -> s.key().equals(task.stage())).map(Pack.Stage::name)
                .map(name -> name.in(LocaleContextHolder.getLocale())).findFirst().orElse(task.stage());
        // Nobody applied for what only the office opens.
        var now = scheme.pack().applicants().isEmpty() ? "now.office." : "now.";
        if (task.due() == null) {
            return formats.text(now + "with", stage, task.name());
        }
        return task.overdue(clock.instant()) ? formats.text(now + "late", stage, task.name(), formats.day(task.due()))
                : formats.text(now + "withUntil", stage, task.name(), formats.day(task.due()), left(file, task.due()));
    }

    private int left(CaseFile file, Instant due) {
        return calendars.calendar(new Region(file.region())).between(WorkingCalendar.dayOf(clock.instant()), WorkingCalendar.dayOf(due));
    }

    private String text(CaseWork.Happening one, Scheme scheme) {
        var details = details(one.details());
        if (one.what().equals("LinesJudged") && (!scheme.hasLines() || "0".equals(details.get("lines"))) && details.containsKey("claim")) {
            return formats.text("told.WholeJudged", formats.text("verdict." + details.get("claim")));
        }
        var names = TOLD.get(one.what());
        if (names == null || !details.keySet().containsAll(names)) {
            return formats.text("event." + one.what());
        }
        return formats.text("told." + one.what(), names.stream().map(name -> said(name, details.get(name), scheme)).toArray());
    }

    private String said(String name, String value, Scheme scheme) {
        var locale = LocaleContextHolder.getLocale();
        return switch (name) {
            case "state" -> scheme.state(value).name().in(locale);
            case "outcome", "finding" -> formats.text("outcome." + value);
            case "ground" -> formats.text("suspensionGround." + value);
            case "verdict" -> formats.text("verdict." + value);
            case "items" -> java.util.Arrays.stream(value.split(", ")).map(item -> places.place(scheme, item)).collect(java.util.stream.Collectors.joining(formats.text("origin.join")));
            case "source" -> java.util.Arrays.stream(value.split("、")).map(check -> formats.text("origin." + check)).collect(java.util.stream.Collectors.joining("、"));
            default -> value;
        };
    }

    private static Map<String, String> details(String text) {
        var details = new LinkedHashMap<String, String>();
        for (var part : text.split("; (?=[a-zA-Z]+=)")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                details.put(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        return details;
    }
}
