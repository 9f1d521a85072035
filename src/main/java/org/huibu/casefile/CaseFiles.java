package org.huibu.casefile;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.intake.CaseChecks;
import org.huibu.casefile.intake.Corrections;
import org.huibu.casefile.judging.OwnRegister;
import org.huibu.casefile.preview.PreviewWorker;
import org.huibu.eligibility.Judgement;
import org.huibu.evidence.Evidence;
import org.huibu.identity.Account;
import org.huibu.identity.CurrentUser;
import org.huibu.party.Files;
import org.huibu.party.Protection;
import org.huibu.process.Facts;
import org.huibu.process.Processes;
import org.huibu.process.Retries;
import org.huibu.process.SourceDown;
import org.huibu.process.block.Sends;
import org.huibu.scheme.Phase;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.Schemes;
import org.huibu.scheme.form.FormCheck;
import org.huibu.shared.Fault;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What applicants do with their own cases. A case of somebody else does not exist for them. */
@Service
@Sends({@Sends.Message(name = "CorrectionSubmitted", sets = "correction"), @Sends.Message(name = "CaseWithdrawn")})
public class CaseFiles {

    private static final Logger LOG = LoggerFactory.getLogger(CaseFiles.class);
    private final Cases cases;
    private final ClaimLines lines;
    private final FormValues values;
    private final Numbers numbers;
    private final PreviewWorker previews;
    private final CaseChecks checks;
    private final Corrections corrections;
    private final OwnRegister register;
    private final Evidence evidence;
    private final Schemes schemes;
    private final Files files;
    private final Protection protection;
    private final Processes processes;
    private final Retries retries;
    private final CurrentUser user;
    private final JdbcClient jdbc;
    private final jakarta.persistence.EntityManager entities;
    private final Clock clock;

    CaseFiles(Cases cases, ClaimLines lines, FormValues values, Numbers numbers, PreviewWorker previews, CaseChecks checks, Corrections corrections, OwnRegister register, Evidence evidence, Schemes schemes, Files files,
            Protection protection, Processes processes, Retries retries, CurrentUser user, JdbcClient jdbc,
            jakarta.persistence.EntityManager entities, Clock clock) {
        this.cases = cases;
        this.lines = lines;
        this.values = values;
        this.numbers = numbers;
        this.previews = previews;
        this.checks = checks;
        this.corrections = corrections;
        this.register = register;
        this.evidence = evidence;
        this.schemes = schemes;
        this.files = files;
        this.protection = protection;
        this.processes = processes;
        this.retries = retries;
        this.user = user;
        this.jdbc = jdbc;
        this.entities = entities;
        this.clock = clock;
    }

    /** A file handed in for a material of the scheme. */
    public record Attached(long id, String material, String name, long fileId) { }

    /** One fault of one item of the open correction notice. @param code kind of fault; null where the officer only described it */
    public record CorrectionItem(String item, String code, String text) { }

    /** @throws Refusal CONFLICT {@code regionBlocked} with what is missing, if the region cannot be served yet */
    @Transactional(propagation = Propagation.NEVER)
    public String open(String schemeKey, Region region) {
        var account = applicant();
        var scheme = schemes.scheme(schemeKey);
        if (!scheme.pack().offered()) {
            throw Refusal.notFound();
        }
        var today = WorkingCalendar.dayOf(clock.instant());
        var missing = scheme.parameters().missing(region, today);
        if (!missing.isEmpty()) {
            throw Refusal.conflict("regionBlocked", String.join(", ", missing));
        }
        var number = numbers.next(scheme.pack().code(), region, today.getYear());
        return retries.run(() -> cases.save(new CaseFile(number.value(), schemeKey, scheme.releaseId(), region.code(), account.username(), clock.instant())).number());
    }

    /** Keeps what was typed, right or wrong. @param version as the page showed it; null to overwrite */
    @Transactional
    public long save(String number, Long version, Map<String, String> form, List<Map<String, String>> roster) {
        var file = own(number);
        if (version != null && !version.equals(file.version())) {
            throw Refusal.conflict("stalePage");
        }
        refuseIfListed(file);
        var scheme = schemes.release(file.releaseId());
        var typed = new LinkedHashMap<>(values.read(file));
        typed.putAll(FormCheck.canonical(scheme.form().single(), form));
        file.typed(values.write(file, scheme, typed), cut(typed.get(scheme.pack().applicant().name())),
                protection.index(scheme.pack().applicant().domain(), typed.get(scheme.pack().applicant().number())));
        if (scheme.paidWhole()) {
            lines.whole(file, scheme);
        }
        if (scheme.hasLines() && roster != null) {
            if (roster.size() > scheme.pack().lines().max()) {
                throw Refusal.invalid(List.of(Fault.at(scheme.pack().lines().path(), "tooManyLines", scheme.pack().lines().max())));
            }
            var columns = scheme.form().roster().orElseThrow().children();
            lines.replace(file, scheme, roster.stream().map(row -> FormCheck.canonical(columns, row)).toList());
        }
        cases.save(file);
        entities.flush();
        return file.version();
    }

    /**
     * Keeps one roster line, right or wrong; its verdict has to be found anew.
     *
     * @param seq null to add one at the end
     * @return its number from 0
     */
    @Transactional
    public int saveLine(String number, Integer seq, Map<String, String> typed) {
        var file = own(number);
        refuseIfListed(file);
        var scheme = schemes.release(file.releaseId());
        if (!file.editable()) {
            throw Refusal.conflict("caseNotEditable");
        }
        int count = lines.count(file);
        if (seq == null && count >= scheme.pack().lines().max()) {
            throw Refusal.invalid(List.of(Fault.at(scheme.pack().lines().path(), "tooManyLines", scheme.pack().lines().max())));
        }
        int at = seq == null ? count : seq;
        lines.put(file, scheme, at, FormCheck.canonical(scheme.form().roster().orElseThrow(Refusal::notFound).children(), typed));
        return at;
    }

    /** @return id of the attachment */
    @Transactional
    public long attach(String number, String material, String name, byte[] content) {
        var file = own(number);
        if (!file.editable()) {
            throw Refusal.conflict("caseNotEditable");
        }
        var rule = schemes.release(file.releaseId()).pack().materials().stream().filter(m -> m.key().equals(material)).findFirst().orElseThrow(Refusal::notFound);
        var stored = files.accept(name, content, rule.accept().stream().filter(type -> !type.equals("docx")).toList(), file.owner());
        var id = Ids.next();
        jdbc.sql("insert into case_material (id, case_number, material, file_id, name, at_) values (?, ?, ?, ?, ?, ?)")
                .params(id, number, material, stored.id(), stored.name(), LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).update();
        return id;
    }

    @Transactional
    public void detach(String number, long attachment) {
        if (!own(number).editable()) {
            throw Refusal.conflict("caseNotEditable");
        }
        if (jdbc.sql("delete from case_material where id = ? and case_number = ?").params(attachment, number).update() == 0) {
            throw Refusal.notFound();
        }
    }

    /** Everything that would be refused on submitting, at once. */
    @Transactional(readOnly = true)
    public List<Fault> check(String number) {
        return checks.all(own(number));
    }

    /** Asks the departments and judges, so that the applicant sees each line's verdict before submitting. Long; holds no transaction. */
    @Transactional(propagation = Propagation.NEVER)
    public Judgement preview(String number) {
        own(number);
        return previews.judged(number);
    }

    /** @throws Refusal INVALID with all faults, CONFLICT {@code alreadySubmitted} */
    @Transactional(propagation = Propagation.NEVER)
    public void submit(String number) {
        confirmDoubtfulCodes(number);
        retries.run(() -> {
            var file = own(number);
            if (file.phase() != Phase.DRAFT) {
                throw Refusal.conflict("alreadySubmitted");
            }
            refuseFaults(file);
            file.submitted(clock.instant());
            cases.save(file);
            processes.start(schemes.release(file.releaseId()).definitionId(), number, Facts.NONE);
            return null;
        });
    }

    /** Answers the open correction notice. */
    @Transactional(propagation = Propagation.NEVER)
    public void correct(String number) {
        confirmDoubtfulCodes(number);
        retries.run(() -> {
            var file = own(number);
            if (file.phase() != Phase.CORRECTION) {
                throw Refusal.conflict("noCorrectionOpen");
            }
            refuseFaults(file);
            file.corrected(clock.instant());
            cases.save(file);
            corrections.answered(number);
            processes.tell("CorrectionSubmitted", number, null, Facts.of("correction", "SUBMITTED"));
            return null;
        });
    }

    /** True until something is granted or a line is decided; what was granted is given up by a request of its own. */
    @Transactional(readOnly = true)
    public boolean withdrawable(CaseFile file, List<ClaimLine> rows) {
        return file.firstSubmittedAt() != null && !file.finished() && !file.exOfficio() && file.phase().compareTo(Phase.APPROVED) < 0
                && rows.stream().allMatch(row -> row.state() == ClaimLine.State.OPEN) && register.granted(file.number()).isEmpty();
    }

    /** Any time before a line is approved or something is granted. @throws Refusal CONFLICT {@code cannotWithdraw} */
    @Transactional(propagation = Propagation.NEVER)
    public void withdraw(String number) {
        retries.run(() -> {
            var file = own(number);
            if (!withdrawable(file, lines.of(file))) {
                throw Refusal.conflict("cannotWithdraw");
            }
            file.happened("CaseWithdrawn");
            cases.save(file);
            processes.tell("CaseWithdrawn", number, null, Facts.NONE);
            return null;
        });
    }

    /** My cases, newest first. @param before id to continue from; null for the newest */
    @Transactional(readOnly = true)
    public List<CaseFile> mine(Long before, int count) {
        return cases.findByOwnerAndIdLessThanOrderByIdDesc(user.require().username(), before == null ? Long.MAX_VALUE : before, Limit.of(count));
    }

    @Transactional(readOnly = true)
    public CaseFile find(String number) {
        return own(number);
    }

    @Transactional(readOnly = true)
    public Map<String, String> values(String number) {
        return values.read(own(number));
    }

    @Transactional(readOnly = true)
    public List<ClaimLine> lines(String number) {
        return lines.of(own(number));
    }

    @Transactional(readOnly = true)
    public List<Attached> materials(String number) {
        own(number);
        return jdbc.sql("select id, material, name, file_id from case_material where case_number = ? order by id").param(number).query(Attached.class).list();
    }

    @Transactional(readOnly = true)
    public List<CorrectionItem> corrections(String number) {
        own(number);
        return corrections.open(number);
    }

    /** A register that is down confirms nothing: the fault stays and can be sent again later. */
    private void confirmDoubtfulCodes(String number) {
        try {
            var answers = checks.askAboutDoubtfulCodes(own(number));
            if (!answers.isEmpty()) {
                evidence.add(number, answers);
            }
        } catch (SourceDown down) {
            LOG.info("{} is down: codes of case {} stay unconfirmed", down.source(), number);
        }
    }

    /** What was granted is changed by a request of its own. @throws Refusal CONFLICT {@code changeByRequest} with the name of the scheme to use */
    private void refuseIfListed(CaseFile file) {
        var grants = schemes.release(file.releaseId()).pack().grants();
        if (!file.editable() && grants != null && register.granted(file.number()).isPresent()) {
            schemes.active().stream().filter(other -> !other.pack().amends().isEmpty() && other.pack().requires().recognition().equals(grants.recognition())).findFirst()
                    .ifPresent(other -> {
                        throw Refusal.conflict("changeByRequest", other.name().in(LocaleContextHolder.getLocale()));
                    });
        }
    }

    private void refuseFaults(CaseFile file) {
        var faults = checks.all(file);
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    private CaseFile own(String number) {
        var account = user.require();
        return cases.findByNumber(number).filter(file -> file.owner().equals(account.username())).orElseThrow(Refusal::notFound);
    }

    private Account applicant() {
        var account = user.require();
        if (!account.applicant()) {
            throw Refusal.forbidden("notAnApplicant");
        }
        return account;
    }

    private static String cut(String text) {
        return text == null || text.length() <= 100 ? text : text.substring(0, 100);
    }
}
