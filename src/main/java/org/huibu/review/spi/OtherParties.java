package org.huibu.review.spi;

import java.util.Collection;

/** Persons of a case who are neither its applicant nor on its lines, such as a guarantor; an officer who is one of them stays away (SD3). */
@FunctionalInterface
public interface OtherParties {

    /** @return blind indexes of their ID numbers */
    Collection<String> of(String caseNumber);
}
