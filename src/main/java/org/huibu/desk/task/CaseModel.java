package org.huibu.desk.task;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.linefile.LineFiles;
import org.huibu.casefile.lookup.CaseLines;
import org.huibu.casefile.lookup.CaseTallies;
import org.huibu.casefile.lookup.RelatedCases;
import org.huibu.casefile.monitor.Watches;
import org.huibu.casefile.tracking.CaseClocks;
import org.huibu.consent.Consents;
import org.huibu.disbursement.budget.Budgets;
import org.huibu.disbursement.budget.Reservation;
import org.huibu.eligibility.Finding;
import org.huibu.evidence.Evidence;
import org.huibu.identity.Accounts;
import org.huibu.identity.CurrentUser;
import org.huibu.review.Notices;
import org.huibu.review.Opinions;
import org.huibu.review.records.StepFiles;
import org.huibu.review.records.StepRecord;
import org.huibu.review.records.StepRecords;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.Schemes;
import org.huibu.scheme.pack.Pack;
import org.huibu.training.Trainings;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the review page and the case page show alike. The caller has authorised the reader. */
@Component
class CaseModel {

    static final int LINES = 50;
    private static final int RELATED = 10;
    private static final Set<String> SOURCES = Set.of("WaitingForSource", "SourceAnswered", "SourceOutage");
    private final CaseWork work;
    private final CaseLines lines;
    private final CaseTallies tallies;
    private final RelatedCases related;
    private final CaseClocks clocks;
    private final Evidence evidence;
    private final Watches watches;
    private final Notices notices;
    private final Opinions opinions;
    private final StepRecords records;
    private final StepFiles files;
    private final Consents consents;
    private final LineFiles lineFiles;
    private final Trainings trainings;
    private final Budgets budgets;
    private final Schemes schemes;
    private final Accounts accounts;
    private final CurrentUser user;

    CaseModel(CaseWork work, CaseLines lines, CaseTallies tallies, RelatedCases related, CaseClocks clocks, Evidence evidence, Watches watches, Notices notices, Opinions opinions,
            StepRecords records, StepFiles files, Consents consents, LineFiles lineFiles, Trainings trainings, Budgets budgets, Schemes schemes, Accounts accounts, CurrentUser user) {
        this.work = work;
        this.lines = lines;
        this.tallies = tallies;
        this.related = related;
        this.clocks = clocks;
        this.evidence = evidence;
        this.watches = watches;
        this.notices = notices;
        this.opinions = opinions;
        this.records = records;
        this.files = files;
        this.consents = consents;
        this.lineFiles = lineFiles;
        this.trainings = trainings;
        this.budgets = budgets;
        this.schemes = schemes;
        this.accounts = accounts;
        this.user = user;
    }

    /** A related case with the words for its scheme and state. */
    record Earlier(RelatedCases.Related found, org.huibu.scheme.Text scheme, org.huibu.scheme.Text state) { }

    /** What a step's form recorded, with its documents. */
    record Recorded(StepRecord record, List<ShownValue> values, List<StepFiles.StepFile> files) { }

    /** What was approved and waits for money. @param ahead how many were approved earlier and wait for some of the same money */
    record BudgetWait(Reservation approved, long ahead) { }

    /** @param group line group the task is about; null for all lines. @param after line to continue behind; -1 for the beginning */
    void fill(Model model, CaseFile file, String group, CaseLines.Which which, int after) {
        var number = file.number();
        var scheme = schemes.release(file.releaseId());
        var source = work.timeline(number).stream().map(CaseWork.Happening::what).filter(SOURCES::contains).reduce("", (one, other) -> other);
        var waits = source.equals("WaitingForSource");
        var badges = new Badges(scheme.pack(), "claim", evidence.of(number, null), waits || source.equals("SourceOutage"));
        var typed = work.values(number);
        var page = lines.page(number, group, which, after, LINES + 1);
        var findings = work.claimFindings(number);
        model.addAttribute("file", file);
        model.addAttribute("scheme", scheme);
        model.addAttribute("sourceDown", waits);
        model.addAttribute("sourceOutage", source.equals("SourceOutage"));
        model.addAttribute("values", scheme.form().single().stream().map(field -> ShownValue.of(field, typed.getOrDefault(field.path(), ""), badges)).toList());
        model.addAttribute("materials", work.materials(number));
        model.addAttribute("consents", consents.ofCase(number));
        model.addAttribute("consentNames", scheme.pack().consents().stream().collect(Collectors.toMap(Pack.Consent::key, Pack.Consent::name)));
        model.addAttribute("lines", page.stream().limit(LINES).toList());
        model.addAttribute("linesNext", page.size() > LINES ? page.get(LINES - 1).seq() : null);
        model.addAttribute("linesAfter", after);
        model.addAttribute("which", which);
        model.addAttribute("group", group);
        model.addAttribute("tally", tallies.of(number, group));
        model.addAttribute("decisive", work.decisiveFindings(number));
        model.addAttribute("open", findings.stream().filter(f -> f.verdict() != Finding.Verdict.PASS).toList());
        model.addAttribute("passed", findings.stream().filter(f -> f.verdict() == Finding.Verdict.PASS).toList());
        model.addAttribute("lineFiles", lineFiles.counts(number));
        model.addAttribute("training", trainings.of(number).orElse(null));
        model.addAttribute("conditions", watches.ofCase(number));
        model.addAttribute("opinions", opinions.ofCase(number));
        model.addAttribute("recorded", recorded(number, scheme));
        model.addAttribute("names", accounts);
        model.addAttribute("money", user.require().seesMoney());
        model.addAttribute("timeline", work.timeline(number));
        model.addAttribute("charged", clocks.charged(number));
        model.addAttribute("budgetWaits", budgets.of(number, Reservation.State.WAITING).stream().map(one -> new BudgetWait(one, budgets.ahead(number, one.group()))).toList());
        model.addAttribute("objections", notices.objections(number));
        var region = user.require().region().prefix();
        model.addAttribute("earlier", related.sameApplicant(number, region, RELATED).stream().map(this::words).toList());
        model.addAttribute("duplicates", related.sameEntities(number, region, RELATED).stream().map(this::words).toList());
    }

    List<ShownValue> line(CaseFile file, org.huibu.casefile.ClaimLine line) {
        var scheme = schemes.release(file.releaseId());
        var badges = new Badges(scheme.pack(), "line", evidence.of(file.number(), line.seq()), false);
        return scheme.form().roster().stream().flatMap(roster -> roster.children().stream())
                .map(field -> ShownValue.of(field, line.data().getOrDefault(field.path(), ""), badges)).toList();
    }

    private List<Recorded> recorded(String number, Scheme scheme) {
        var given = files.ofCase(number);
        return records.ofCase(number).stream().map(record -> new Recorded(record, scheme.stepForms().get(record.form()).single().stream()
                .map(field -> ShownValue.of(field, record.values().getOrDefault(field.path(), ""), Badges.NONE)).toList(),
                given.stream().filter(file -> file.taskId().equals(record.taskId())).toList())).toList();
    }

    private Earlier words(RelatedCases.Related one) {
        var scheme = schemes.release(one.release());
        return new Earlier(one, scheme.name(), scheme.state(one.state()).toOfficers());
    }
}
