package org.huibu.ledger;

import org.huibu.shared.Money;

/** Money moved from a source to a destination; more than zero. Nothing is ever edited: what was wrong is moved back. */
public record Posting(AccountCode source, AccountCode destination, Money amount) {

    public Posting {
        if (amount.isZero()) {
            throw new IllegalArgumentException("a posting moves more than zero fen");
        }
        if (source.equals(destination)) {
            throw new IllegalArgumentException("source and destination are the same account");
        }
    }

    Posting reversed() {
        return new Posting(destination, source, amount);
    }
}
