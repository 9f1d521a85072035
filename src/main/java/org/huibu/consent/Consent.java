package org.huibu.consent;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.huibu.shared.Aggregate;
import org.huibu.shared.Refusal;

/** What one person was asked to consent to, by a link of his own, and what he answered. */
@Entity
@Table(name = "consent")
public class Consent extends Aggregate<Consent> {

    /** OVER without an answer: the content changed, the case ended, or time ran out. */
    public enum State { OPEN, GIVEN, REFUSED, OVER }

    private static final int MOST_LINKS = 6;
    private String caseNumber;
    private String kind;
    private String person;
    private String personIndex;
    private String idNo;
    private String content;
    private String tokenHash;
    private Instant askedAt;
    private Instant expiresAt;
    private int links;
    private Instant answeredAt;
    private String reason;
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State state;

    protected Consent() {
        // for JPA
    }

    /** @param idNo sealed; @param content hash of what is consented to */
    Consent(long id, String caseNumber, String kind, String person, String personIndex, String idNo, String content) {
        super(id);
        this.caseNumber = caseNumber;
        this.kind = kind;
        this.person = person;
        this.personIndex = personIndex;
        this.idNo = idNo;
        this.content = content;
        this.state = State.OPEN;
    }

    /** A new link; the one before no longer works. @throws Refusal CONFLICT {@code consentAnswered}, THROTTLED {@code consentLinksUsedUp} */
    void asked(String hash, Instant now, Instant until) {
        open();
        if (links >= MOST_LINKS) {
            throw new Refusal(Refusal.Kind.THROTTLED, "consentLinksUsedUp", MOST_LINKS);
        }
        tokenHash = hash;
        askedAt = now;
        expiresAt = until;
        links++;
    }

    /** @throws Refusal CONFLICT {@code consentAnswered} or {@code consentExpired} */
    void mayAnswer(Instant now) {
        open();
        if (now.isAfter(expiresAt)) {
            throw Refusal.conflict("consentExpired");
        }
    }

    void answered(boolean given, String why, Instant now) {
        mayAnswer(now);
        state = given ? State.GIVEN : State.REFUSED;
        reason = given ? null : why;
        answeredAt = now;
    }

    void over() {
        if (state == State.OPEN) {
            state = State.OVER;
        }
    }

    private void open() {
        if (state != State.OPEN) {
            throw Refusal.conflict("consentAnswered");
        }
    }

    boolean sameAs(String kind, String personIndex, String content) {
        return state != State.OVER && this.kind.equals(kind) && this.personIndex.equals(personIndex) && this.content.equals(content);
    }

    public String caseNumber() {
        return caseNumber;
    }

    /** As the scheme names it, for instance {@code spouse}. */
    public String kind() {
        return kind;
    }

    public String person() {
        return person;
    }

    String personIndex() {
        return personIndex;
    }

    String idNo() {
        return idNo;
    }

    public Instant askedAt() {
        return askedAt;
    }

    /** Until when the newest link works. */
    public Instant expiresAt() {
        return expiresAt;
    }

    public boolean expired(Instant now) {
        return state == State.OPEN && now.isAfter(expiresAt);
    }

    public Instant answeredAt() {
        return answeredAt;
    }

    /** Of a refusal, in the person's words. */
    public String reason() {
        return reason;
    }

    public State state() {
        return state;
    }
}
