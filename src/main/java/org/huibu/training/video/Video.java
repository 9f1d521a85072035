package org.huibu.training.video;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A recording of training: uploaded, or kept elsewhere and named by its hash and a link.
 *
 * @param length bytes; 0 for a link
 * @param offset bytes that arrived
 * @param sha256 64 hex digits; null while it is unfinished
 * @param url null for an upload
 * @param expiresAt until when an unfinished upload can be continued; null once it is complete
 * @param elsewhere how many other classes handed in the very same recording
 */
public record Video(long id, String caseNumber, String title, LocalDate recordedOn, State state, String name, String type, long length, long offset, String sha256,
                    String url, String addedBy, Instant addedAt, Instant completedAt, Instant expiresAt, int elsewhere) {

    /** Only what is complete counts. */
    public enum State { UPLOADING, COMPLETE }

    public boolean complete() {
        return state == State.COMPLETE;
    }

    public boolean linked() {
        return url != null;
    }

    /** Whole percent that arrived; 100 only if nothing is missing. */
    public int percent() {
        return length == 0 ? 100 : (int) (offset * 100 / length);
    }
}
