package org.huibu.casefile.spi;

import org.huibu.shared.Money;

/** What of a case's payments was decided to come back: whoever settles them later must neither ask for it again nor pay as if it were still there. */
@FunctionalInterface
public interface ClaimedBack {

    /** @param claimed whether it has come yet or not; @param givenUp of that, what nobody asks for any more */
    record Sum(Money claimed, Money givenUp) { }

    Sum of(String caseNumber);
}
