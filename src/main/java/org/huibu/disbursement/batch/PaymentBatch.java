package org.huibu.disbursement.batch;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.huibu.shared.Aggregate;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;

/** Approved groups of one fund, budget code and region that the preparer drafts and the confirmer releases together. */
@Entity
@Table(name = "payment_batch")
public class PaymentBatch extends Aggregate<PaymentBatch> {

    /** PREPARING and RELEASING are worked in the background; DRAFTED waits for the confirmer. */
    public enum State {
        PREPARING, DRAFTED, RELEASING, DONE, RETURNED;

        /** True while the background works on it. */
        public boolean working() {
            return this == PREPARING || this == RELEASING;
        }
    }

    private String number;
    private String fund;
    private String budgetCode;
    private String region;
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State state;
    private String createdBy;
    private Instant createdAt;
    private String decidedBy;
    private Instant decidedAt;

    protected PaymentBatch() {
        // for JPA
    }

    PaymentBatch(String number, String fund, String budgetCode, String region, String by, Instant now) {
        super(Ids.next());
        this.number = number;
        this.fund = fund;
        this.budgetCode = budgetCode;
        this.region = region;
        this.createdBy = by;
        this.createdAt = now;
        state(State.PREPARING);
    }

    /** Every line was tried. */
    void prepared() {
        from(State.PREPARING);
        state(State.DRAFTED);
    }

    /** @throws Refusal FORBIDDEN {@code separationSd1} to him who made it, CONFLICT {@code batchDecided} with who was faster */
    void release(String by, Instant now) {
        decide(by, now);
        state(State.RELEASING);
    }

    /** The confirmer sends it back; drafts stay as they are and can be batched again. */
    void sendBack(String by, Instant now) {
        decide(by, now);
        state(State.RETURNED);
    }

    void done() {
        from(State.RELEASING);
        state(State.DONE);
    }

    private void decide(String by, Instant now) {
        if (state != State.DRAFTED) {
            throw decidedBy == null ? Refusal.conflict("batchWorking") : Refusal.conflict("batchDecided", decidedBy);
        }
        if (by.equals(createdBy)) {
            throw Refusal.forbidden("separationSd1");
        }
        decidedBy = by;
        decidedAt = now;
    }

    private void from(State expected) {
        if (state != expected) {
            throw Refusal.conflict("batchWorking");
        }
    }

    private void state(State next) {
        state = next;
        registerEvent(new BatchMoved(id(), number, next.name()));
    }

    public String number() {
        return number;
    }

    public String fund() {
        return fund;
    }

    public String budgetCode() {
        return budgetCode;
    }

    public String region() {
        return region;
    }

    public State state() {
        return state;
    }

    public String createdBy() {
        return createdBy;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Who released it or sent it back; null before that. */
    public String decidedBy() {
        return decidedBy;
    }

    public Instant decidedAt() {
        return decidedAt;
    }

    /** In whose name the background acts. */
    String worker() {
        return state == State.RELEASING ? decidedBy : createdBy;
    }
}
