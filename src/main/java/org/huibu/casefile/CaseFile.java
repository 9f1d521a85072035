package org.huibu.casefile;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.NaturalId;
import org.hibernate.type.SqlTypes;
import org.huibu.scheme.Phase;
import org.huibu.scheme.pack.Pack;
import org.huibu.shared.Aggregate;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;

/** One application from draft to archive. Where it stands is the model's truth; what it is, is kept here. */
@Entity
@Table(name = "case_file")
public class CaseFile extends Aggregate<CaseFile> {

    /** Owner of a draft that nobody has claimed; no account has such a name. */
    public static final String NOBODY = "~nobody";

    @NaturalId
    private String number;
    private String schemeKey;
    private long releaseId;
    private String region;
    private String owner;
    private String openedBy;
    private String applicantName;
    private String applicantIndex;
    private String state;
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Phase phase;
    private String stage;
    private boolean finished;
    @Column(length = 1_000_000)
    private String formData;
    private Instant openedAt;
    private Instant firstSubmittedAt;
    private Instant submittedAt;
    private Instant acceptedAt;
    private boolean deemed;
    private Instant closedAt;
    private boolean exOfficio;
    @Embedded
    private Suspension suspension;

    /** What a case may be suspended for (flows §1.8). */
    public enum Ground { CREDIT, INVESTIGATION }

    /** Why the case stands still. @param clause it rests on, 1 to 200 characters @param reason 1 to 400 characters @param by username */
    @Embeddable
    public record Suspension(@Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR) @Column(name = "suspended_ground") Ground ground, @Column(name = "suspended_clause") String clause,
                             @Column(name = "suspended_reason") String reason, @Column(name = "suspended_by") String by, @Column(name = "suspended_at") Instant at) { }

    protected CaseFile() {
        // for JPA
    }

    CaseFile(String number, String schemeKey, long releaseId, String region, String owner, Instant now) {
        super(Ids.next());
        this.number = number;
        this.schemeKey = schemeKey;
        this.releaseId = releaseId;
        this.region = region;
        this.owner = owner;
        this.applicantName = "";
        this.state = "DRAFT";
        this.phase = Phase.DRAFT;
        this.formData = "{}";
        this.openedAt = now;
        happened("CaseOpened");
    }

    /** A draft that somebody opens for an applicant who has yet to claim it. */
    public static CaseFile entered(String number, String schemeKey, long releaseId, String region, String by, Instant now) {
        var file = new CaseFile(number, schemeKey, releaseId, region, NOBODY, now);
        file.openedBy = by;
        return file;
    }

    /** The applicant takes the draft that was opened for him. @throws Refusal CONFLICT {@code caseClaimed} if somebody has */
    public void claimed(String username) {
        if (!owner.equals(NOBODY)) {
            throw Refusal.conflict("caseClaimed");
        }
        owner = username;
        happened("CaseClaimed");
    }

    /** A case that the office opens in the name of the applicant, because he did not. */
    public static CaseFile exOfficio(String number, String schemeKey, long releaseId, String region, String owner, Instant now) {
        var file = new CaseFile(number, schemeKey, releaseId, region, owner, now);
        file.exOfficio = true;
        return file;
    }

    public void typed(String formData, String applicantName, String applicantIndex) {
        if (phase != Phase.DRAFT && phase != Phase.CORRECTION) {
            throw Refusal.conflict("caseNotEditable");
        }
        this.formData = formData;
        this.applicantName = applicantName == null ? "" : applicantName;
        this.applicantIndex = applicantIndex;
    }

    /** Only the payee's account, after a return; what was approved is approved anew before it is paid (SD6). */
    public void payeeCorrected(String formData, String reason) {
        this.formData = formData;
        happened("PayeeCorrected", Map.of("reason", reason));
    }

    /** The debtor of a recovery was heard; the office's own facts stay as they are. */
    public void defended(String formData) {
        this.formData = formData;
        happened("DefenceGiven");
    }

    public void submitted(Instant now) {
        if (phase != Phase.DRAFT) {
            throw Refusal.conflict("alreadySubmitted");
        }
        firstSubmittedAt = now;
        submittedAt = now;
        happened("CaseSubmitted");
    }

    void corrected(Instant now) {
        if (phase != Phase.CORRECTION) {
            throw Refusal.conflict("noCorrectionOpen");
        }
        submittedAt = now;
        happened("CorrectionAnswered");
    }

    void accepted(Instant now, boolean deemed) {
        this.acceptedAt = deemed ? firstSubmittedAt : now;
        this.deemed = deemed;
        happened(deemed ? "CaseDeemedAccepted" : "CaseAccepted");
    }

    public void reached(String milestone, Pack.State known, Instant now) {
        state = milestone;
        phase = known.phase();
        if (known.stage() != null) {
            stage = known.stage();
        }
        if (known.isFinal()) {
            finished = true;
            closedAt = now;
            suspension = null;
        }
    }

    /** Until it is lifted nobody decides in the case and nothing of it is paid. @throws Refusal CONFLICT {@code caseSuspended} if it is suspended, {@code caseNotRunning} for a draft or what is over */
    public void suspended(Suspension why) {
        if (suspension != null) {
            throw Refusal.conflict("caseSuspended");
        }
        if (firstSubmittedAt == null || finished) {
            throw Refusal.conflict("caseNotRunning");
        }
        suspension = why;
        happened("CaseSuspended", Map.of("ground", why.ground().name(), "clause", why.clause(), "reason", why.reason()));
    }

    /** @throws Refusal CONFLICT {@code caseNotSuspended}; FORBIDDEN {@code suspendedByYourself} to him who suspended it */
    public void resumed(String by, String reason) {
        if (suspension == null) {
            throw Refusal.conflict("caseNotSuspended");
        }
        if (suspension.by().equals(by)) {
            throw Refusal.forbidden("suspendedByYourself");
        }
        suspension = null;
        happened("CaseResumed", Map.of("reason", reason));
    }

    public void happened(String what) {
        happened(what, Map.of());
    }

    public void happened(String what, Map<String, String> details) {
        registerEvent(new CaseHappened(number, what, details));
    }

    public String number() {
        return number;
    }

    public String schemeKey() {
        return schemeKey;
    }

    public long releaseId() {
        return releaseId;
    }

    public String region() {
        return region;
    }

    public String owner() {
        return owner;
    }

    public String applicantName() {
        return applicantName;
    }

    public String applicantIndex() {
        return applicantIndex;
    }

    public String state() {
        return state;
    }

    public Phase phase() {
        return phase;
    }

    public String stage() {
        return stage;
    }

    public boolean finished() {
        return finished;
    }

    public boolean editable() {
        return phase == Phase.DRAFT || phase == Phase.CORRECTION;
    }

    String formData() {
        return formData;
    }

    public Instant openedAt() {
        return openedAt;
    }

    /** When it was last handed in: submitted or corrected. */
    Instant submittedAt() {
        return submittedAt;
    }

    public Instant firstSubmittedAt() {
        return firstSubmittedAt;
    }

    public Instant acceptedAt() {
        return acceptedAt;
    }

    /** True if the office opened it by itself; the applicant cannot withdraw it. */
    public boolean exOfficio() {
        return exOfficio;
    }

    /** Why it stands still; empty while it goes on. */
    public Optional<Suspension> suspension() {
        return Optional.ofNullable(suspension);
    }

    /** @return null while it is open */
    public Instant closedAt() {
        return closedAt;
    }

    public boolean deemed() {
        return deemed;
    }
}
