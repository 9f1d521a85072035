package org.huibu.disbursement.receivable;

/** Findings of DT-COM-3 (flows §1.11), in the order of its rows. */
public enum Ground { FRAUD, PROMISE_BROKEN, ENDED_EARLY, DUPLICATE, OFFICE_ERROR, OVER_ADVANCE }
