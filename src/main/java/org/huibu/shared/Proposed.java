package org.huibu.shared;

import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What one person proposes on a document and another decides; who may do either is asked by whoever calls. */
@MappedSuperclass
public abstract class Proposed<A extends Proposed<A>> extends Aggregate<A> {

    private static final int LONGEST_DOCUMENT = 100;
    private static final int LONGEST_REASON = 300;

    /** PROPOSED, then exactly one of the others. */
    public enum State { PROPOSED, CONFIRMED, REFUSED, WITHDRAWN }

    private String document;
    private String reason;
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State state;
    private String proposedBy;
    private Instant proposedAt;
    private String decidedBy;
    private Instant decidedAt;
    private String refusal;

    protected Proposed() {
        // for JPA
    }

    /** @param document number of what it rests on, as {@code reason} found right by {@link #read} @param by who proposes */
    protected Proposed(String document, String reason, String by, Instant now) {
        super(Ids.next());
        this.document = document.strip();
        this.reason = reason.strip();
        this.proposedBy = by;
        this.proposedAt = now;
        this.state = State.PROPOSED;
    }

    /** Adds a fault for a document that is missing or longer than 100 characters, and for a reason that is missing or longer than 300. */
    public static void read(String document, String reason, List<Fault> faults) {
        text("document", document, LONGEST_DOCUMENT, faults);
        text("reason", reason, LONGEST_REASON, faults);
    }

    /** The event that tells of the state it is in now; called once it has changed. */
    protected abstract DomainEvent told();

    /** To be called last by whoever constructs. */
    protected final void proposed() {
        registerEvent(told());
    }

    /** @throws Refusal FORBIDDEN {@code moveByItsProposer}, CONFLICT {@code moveDecided} with who decided it */
    public void confirmed(String by, Instant now) {
        byAnother(by);
        decided(State.CONFIRMED, by, now);
    }

    /** @param why 1 to 300 characters @throws Refusal as {@link #confirmed}; INVALID at {@code why} */
    public void refused(String by, String why, Instant now) {
        byAnother(by);
        if (why == null || why.isBlank() || why.length() > LONGEST_REASON) {
            throw Refusal.invalid(List.of(Fault.at("why", "required")));
        }
        decided(State.REFUSED, by, now);
        refusal = why.strip();
    }

    /** @throws Refusal FORBIDDEN {@code moveOfAnother} unless the proposer takes it back; CONFLICT {@code moveDecided} */
    public void withdrawn(String by, Instant now) {
        if (!by.equals(proposedBy)) {
            throw Refusal.forbidden("moveOfAnother");
        }
        decided(State.WITHDRAWN, by, now);
    }

    private void byAnother(String by) {
        if (by.equals(proposedBy)) {
            throw Refusal.forbidden("moveByItsProposer");
        }
    }

    private void decided(State outcome, String by, Instant now) {
        if (state != State.PROPOSED) {
            throw Refusal.conflict("moveDecided", decidedBy);
        }
        decidedBy = by;
        decidedAt = now;
        state = outcome;
        registerEvent(told());
    }

    private static void text(String path, String text, int longest, List<Fault> faults) {
        if (text == null || text.isBlank()) {
            faults.add(Fault.at(path, "required"));
        } else if (text.length() > longest) {
            faults.add(Fault.at(path, "tooLong", longest));
        }
    }

    /** Number of the document on which it rests. */
    public String document() {
        return document;
    }

    public String reason() {
        return reason;
    }

    public State state() {
        return state;
    }

    public String proposedBy() {
        return proposedBy;
    }

    public Instant proposedAt() {
        return proposedAt;
    }

    /** Null while it is proposed, as {@link #decidedAt}. */
    public String decidedBy() {
        return decidedBy;
    }

    public Instant decidedAt() {
        return decidedAt;
    }

    /** Why it was refused; else null. */
    public String refusal() {
        return refusal;
    }
}
