package org.huibu.scheme;

/** Generic phases of a case, for lists and statistics; every scheme maps its own states to one. Ordered from least to most advanced. */
public enum Phase {
    DRAFT, SUBMITTED, CORRECTION, ACCEPTED, UNDER_REVIEW, OBJECTION, PUBLIC_NOTICE, APPROVED, PAYING, PAID, CLOSED, NOT_ACCEPTED, REJECTED,
    WITHDRAWN, REVOKED, RECOVERING
}
