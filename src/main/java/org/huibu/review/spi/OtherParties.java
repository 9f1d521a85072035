package org.huibu.review.spi;

import java.util.Collection;

/** Persons and institutions of a case that are neither its applicant nor on its lines, such as a guarantor or a school; an officer who is one of them, or works for one, stays away (SD3). */
@FunctionalInterface
public interface OtherParties {

    /** @return blind indexes of their numbers */
    Collection<String> of(String caseNumber);
}
