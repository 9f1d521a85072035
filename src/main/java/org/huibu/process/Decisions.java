package org.huibu.process;

import java.util.List;
import java.util.Map;

/** Decision graphs, parsed once and evaluated without a database: quick enough for rosters of thousands of lines. */
public interface Decisions {

    /** @throws IllegalArgumentException if the file is not a decision model in FEEL alone */
    Graph parse(String fileName, String dmn);

    /** A parsed decision requirements graph; safe for concurrent use. */
    interface Graph {

        /** The criteria that a top decision combines, in the order of its requirements. */
        List<Criterion> criteria(String topDecision);

        /** One decision in its own words, with its clauses and the facts it reads. */
        Criterion criterion(String decision);

        /** Evaluates a decision with all it requires. Missing inputs are null. */
        Evaluation evaluate(String decision, Map<String, Object> inputs);
    }

    /**
     * @param id decision id, which is the reason code when it fails, for instance {@code ABNORMAL_LIST}
     * @param name in the words of the rule
     * @param clauses names of the knowledge sources it rests on; a mark such as [V2 SRC-01] at the end
     * @param inputs names of the facts it reads
     */
    record Criterion(String id, String name, List<String> clauses, List<String> inputs) { }

    /** @param result output of the decision asked; @param hits one per required decision evaluated, the top included */
    record Evaluation(Object result, List<Hit> hits) { }

    /** @param rule id of the matched rule; {@code null} for a literal expression */
    record Hit(String decision, String rule, Object output) { }
}
