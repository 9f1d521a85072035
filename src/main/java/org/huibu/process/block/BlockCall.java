package org.huibu.process.block;

import org.huibu.process.Facts;

/** One use case of the house, called by a model in the transaction of the step before it. It computes and writes; it never waits. */
@FunctionalInterface
public interface BlockCall {

    /** @return the routing facts it sets; {@link Facts#NONE} if none */
    Facts call(Step step);
}
