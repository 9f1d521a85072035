package org.huibu.studio.draft;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.huibu.shared.Aggregate;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;

/** All files of a release in the making, kept as typed, faults included. Whoever saved a part of it is one of its authors. */
@Entity
@Table(name = "studio_draft")
public class Draft extends Aggregate<Draft> {

    private String schemeKey;
    private long baseRelease;
    private String purpose;
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State state;
    @Column(length = 1_000_000)
    @Convert(converter = FilesAsJson.class)
    private Map<String, String> files;
    private String editors;
    private String openedBy;
    private Instant openedAt;
    private String savedBy;
    private Instant savedAt;
    private Long comparedTo;
    private Long releasedAs;

    /** OPEN may be edited, SUBMITTED waits for a second person; the others are over. */
    public enum State { OPEN, SUBMITTED, RELEASED, DISCARDED }

    protected Draft() {
        // for JPA
    }

    Draft(String schemeKey, long baseRelease, String purpose, Map<String, String> files, String by, Instant now) {
        super(Ids.next());
        this.schemeKey = schemeKey;
        this.baseRelease = baseRelease;
        this.purpose = purpose;
        this.state = State.OPEN;
        this.files = new TreeMap<>(files);
        this.editors = by;
        this.openedBy = by;
        this.openedAt = now;
        this.savedBy = by;
        this.savedAt = now;
        happened("DraftOpened", purpose);
    }

    void save(String file, String text, String by, Instant now) {
        in(State.OPEN);
        if (!files.containsKey(file)) {
            throw Refusal.notFound();
        }
        var changed = new TreeMap<>(files);
        changed.put(file, text);
        files = changed;
        touched(by, now);
        happened("DraftSaved", file);
    }

    /** Stands on another release from now on. */
    void follow(long release, Map<String, String> merged, String by, Instant now) {
        in(State.OPEN);
        baseRelease = release;
        files = new TreeMap<>(merged);
        touched(by, now);
        happened("DraftFollowed", "");
    }

    /** @param release that it was compared with: the approver releases this difference and no other */
    void submit(long release) {
        in(State.OPEN);
        state = State.SUBMITTED;
        comparedTo = release;
        happened("DraftSubmitted", "");
    }

    void giveBack(String reason) {
        in(State.SUBMITTED);
        state = State.OPEN;
        comparedTo = null;
        happened("DraftReturned", reason);
    }

    void takeBack() {
        in(State.SUBMITTED);
        state = State.OPEN;
        comparedTo = null;
        happened("DraftTakenBack", "");
    }

    void released(long release) {
        in(State.SUBMITTED);
        state = State.RELEASED;
        releasedAs = release;
        happened("DraftReleased", "");
    }

    void discard() {
        in(State.OPEN);
        state = State.DISCARDED;
        happened("DraftDiscarded", "");
    }

    void in(State expected) {
        if (state != expected) {
            throw Refusal.conflict(expected == State.OPEN ? "draftNotOpen" : "draftNotSubmitted");
        }
    }

    private void touched(String by, Instant now) {
        var all = new LinkedHashSet<>(authors());
        all.add(by);
        editors = String.join(",", all);
        savedBy = by;
        savedAt = now;
    }

    private void happened(String what, String detail) {
        registerEvent(new DraftHappened(what, id(), schemeKey, detail));
    }

    public String schemeKey() {
        return schemeKey;
    }

    public long baseRelease() {
        return baseRelease;
    }

    public String purpose() {
        return purpose;
    }

    public State state() {
        return state;
    }

    public Map<String, String> files() {
        return files;
    }

    public Set<String> authors() {
        return new LinkedHashSet<>(List.of(editors.split(",")));
    }

    public String savedBy() {
        return savedBy;
    }

    public Instant savedAt() {
        return savedAt;
    }

    /** The release it was compared with when it was submitted; null while open. */
    public Long comparedTo() {
        return comparedTo;
    }

    public Long releasedAs() {
        return releasedAs;
    }

    public boolean open() {
        return state == State.OPEN;
    }

    public boolean submitted() {
        return state == State.SUBMITTED;
    }
}
