package org.huibu.evidence.spi;

import java.util.List;
import java.util.Set;

/** One foreign source. */
public interface Department {

    /** Name on screens and in configuration. */
    String name();

    /** Codes of the checks it answers. */
    Set<String> checks();

    /** Answers in the order of the questions. @throws org.huibu.process.SourceDown if it does not answer or answers nonsense */
    List<Answer> ask(List<Question> questions);

    /** Whom it knows under a number, for instance the insured of a firm. @throws org.huibu.process.SourceDown as {@link #ask} */
    Listed list(Listing asked);
}
