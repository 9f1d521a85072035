package org.huibu.review.inbox;

/** Triage of the inbox. The last two need nothing from an officer; they are shown so that nobody looks for them. */
public enum Lane {
    /** Everything that was asked matches. */ GREEN,
    /** Something fails, needs a person, is objected to or came back. */ JUDGE,
    /** A foreign source is down; its days are charged to it. */ SOURCE,
    /** The applicant corrects. */ APPLICANT;

    public boolean waits() {
        return this == SOURCE || this == APPLICANT;
    }
}
