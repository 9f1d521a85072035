package org.huibu.process.block;

import java.util.Set;
import org.huibu.process.Facts;
import org.huibu.process.SourceDown;

/**
 * A question to the outside, asked by an external task of the same name. The two halves are apart so that no transaction and no
 * connection is held while we wait for somebody else.
 *
 * @param <A> the answer
 */
public interface Topic<A> {

    /** Name in models ({@code camunda:topic}), lower camel case. */
    String name();

    /** One Chinese sentence for the policy officer who composes a model. */
    String title();

    /** Names of the facts that the answer may set, for gateways behind it. */
    default Set<String> sets() {
        return Set.of();
    }

    /** Asks, without a transaction. @throws SourceDown if the source does not answer: the step is parked and asked again by itself */
    A ask(Step step);

    /** Stores the answer in the transaction that completes the step; runs at most once per step with effect. */
    Facts store(Step step, A answer);
}
