package org.huibu.disbursement.receivable;

import org.huibu.ledger.AccountCode;

/** Where the ledger keeps what the treasury paid without an order of this house, or beyond one: under the number of the difference that found it, until it is back. */
public final class OverpaidMoney {

    /** What left the treasury without an order. */
    public static final AccountCode PAID = AccountCode.unbounded("treasury/without-order");
    /** What of it nobody pays back any more. */
    static final AccountCode LOST = AccountCode.unbounded("treasury/overpaid-lost");

    private OverpaidMoney() {
    }

    /** What is still out. @param region of the order; empty where nobody knows @param difference its number */
    public static AccountCode out(String region, String difference) {
        return AccountCode.bounded("treasury/overpaid/" + (region.isEmpty() ? "" : region + "/") + difference);
    }
}
