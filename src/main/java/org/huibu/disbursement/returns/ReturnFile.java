package org.huibu.disbursement.returns;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.huibu.shared.Aggregate;
import org.huibu.shared.Refusal;

/** A return file from its preview to its last line. The same content is taken once, unless it was given up before it was applied. */
@Entity
@Table(name = "return_file")
public class ReturnFile extends Aggregate<ReturnFile> {

    /** UPLOADED to be looked at, CONFIRMED by another person and being applied, DONE, or DISCARDED before it moved anything. */
    public enum State { UPLOADED, CONFIRMED, DONE, DISCARDED }

    private String name;
    private String hash;
    private String taken;
    private String region;
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State state;
    private String uploadedBy;
    private Instant uploadedAt;
    private String confirmedBy;
    private Instant confirmedAt;
    private Instant endedAt;

    protected ReturnFile() {
        // for JPA
    }

    /** @param hash SHA-256 of the content, hexadecimal; @param region first digits of the regions it may speak of */
    ReturnFile(long id, String name, String hash, String region, String by, Instant now) {
        super(id);
        this.name = name;
        this.hash = hash;
        this.taken = hash;
        this.region = region;
        this.state = State.UPLOADED;
        this.uploadedBy = by;
        this.uploadedAt = now;
        tell();
    }

    /** @throws Refusal CONFLICT {@code returnState} unless it waits for that, FORBIDDEN {@code separationSd1} to him who uploaded it */
    void confirmed(String by, Instant now) {
        from(State.UPLOADED);
        if (by.equals(uploadedBy)) {
            throw Refusal.forbidden("separationSd1");
        }
        confirmedBy = by;
        confirmedAt = now;
        moved(State.CONFIRMED);
    }

    void discarded(Instant now) {
        from(State.UPLOADED);
        taken = null;
        endedAt = now;
        moved(State.DISCARDED);
    }

    void done(Instant now) {
        from(State.CONFIRMED);
        endedAt = now;
        moved(State.DONE);
    }

    private void moved(State to) {
        state = to;
        tell();
    }

    private void tell() {
        registerEvent(new ReturnFileMoved(id(), hash, state.name()));
    }

    private void from(State required) {
        if (state != required) {
            throw Refusal.conflict("returnState", state);
        }
    }

    public String name() {
        return name;
    }

    public String hash() {
        return hash;
    }

    String region() {
        return region;
    }

    public State state() {
        return state;
    }

    public String uploadedBy() {
        return uploadedBy;
    }

    public Instant uploadedAt() {
        return uploadedAt;
    }

    public String confirmedBy() {
        return confirmedBy;
    }

    public Instant confirmedAt() {
        return confirmedAt;
    }

    public Instant endedAt() {
        return endedAt;
    }
}
