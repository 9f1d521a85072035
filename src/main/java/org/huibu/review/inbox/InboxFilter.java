package org.huibu.review.inbox;

/**
 * What an officer wants to see of his inbox; null, blank or false means all of it.
 *
 * @param held {@code me} or {@code nobody}
 * @param text part of the applicant's name or the beginning of a case number
 */
public record InboxFilter(String scheme, String stage, Lane lane, String held, boolean overdue, String text) {

    public static final InboxFilter ALL = new InboxFilter(null, null, null, null, false, null);

    public InboxFilter {
        scheme = blank(scheme);
        stage = blank(stage);
        held = blank(held);
        text = blank(text);
    }

    /** The same without the lane, for the counts beside the lanes. */
    InboxFilter anyLane() {
        return new InboxFilter(scheme, stage, null, held, overdue, text);
    }

    private static String blank(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
