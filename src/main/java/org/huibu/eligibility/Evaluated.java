package org.huibu.eligibility;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.huibu.process.Decisions;

/**
 * How a decision was evaluated: enough to evaluate it again and to say why it came out so.
 *
 * @param decision id of the decision asked
 * @param inputs the facts it was given; a fact that was not known is null
 * @param hits one per decision evaluated on the way, with the rule that matched
 */
public record Evaluated(String decision, Map<String, Object> inputs, Object result, List<Decisions.Hit> hits) {

    /** A second decision about the same subject, evaluated on the same facts. */
    Evaluated and(Decisions.Evaluation other) {
        var all = new ArrayList<>(hits);
        other.hits().stream().filter(hit -> hits.stream().noneMatch(known -> known.decision().equals(hit.decision()))).forEach(all::add);
        return new Evaluated(decision, inputs, result, all);
    }

    /** First output, for a table with several. */
    public String text() {
        var first = result instanceof List<?> outputs ? outputs.get(0) : result;
        return first == null ? null : String.valueOf(first);
    }

    /** Output by its place, for a table with several; null if there is none. */
    public String text(int output) {
        return result instanceof List<?> outputs && outputs.size() > output && outputs.get(output) != null ? String.valueOf(outputs.get(output)) : null;
    }
}
