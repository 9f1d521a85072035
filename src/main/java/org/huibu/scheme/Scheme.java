package org.huibu.scheme;

import java.util.List;
import java.util.Map;
import org.huibu.process.Decisions;
import org.huibu.scheme.form.FormDefinition;
import org.huibu.scheme.pack.Fund;
import org.huibu.scheme.pack.Pack;
import org.huibu.scheme.pack.Reads;
import org.huibu.scheme.parameter.ParameterSet;

/**
 * One release of a scheme, parsed and ready.
 *
 * @param releaseId what a case stores to be judged by to its end
 * @param definitionId exact version of its process
 * @param reads what of the shared files it reads
 * @param stepForms forms that officers fill in at a step (property {@code form}), by path below {@code forms/}
 */
public record Scheme(long releaseId, int version, Pack pack, FormDefinition form, Decisions.Graph decisions, Map<String, Decisions.Graph> shared,
                     ParameterSet parameters, String definitionId, Map<String, FormDefinition> stepForms, List<Fund> funds, Reads reads) {

    Scheme with(ParameterSet others) {
        return others == parameters ? this : new Scheme(releaseId, version, pack, form, decisions, shared, others, definitionId, stepForms, funds, reads);
    }

    /** Decisions that schemes share, by the name of their file such as {@code intake.dmn}. @throws IllegalStateException if the release holds none */
    public Decisions.Graph shared(String file) {
        var graph = shared.get(file);
        if (graph == null) {
            throw new IllegalStateException("release " + releaseId + " has no shared/" + file);
        }
        return graph;
    }

    /** A fund that the scheme names, with what it may pay. @throws IllegalStateException if the release does not know it, which the check of its pack excludes */
    public Fund fund(String key) {
        return funds.stream().filter(fund -> fund.key().equals(key)).findFirst().orElseThrow(() -> new IllegalStateException("release " + releaseId + " knows no fund " + key));
    }

    public String key() {
        return pack.key();
    }

    public Text name() {
        return pack.name();
    }

    public boolean hasLines() {
        return pack.roster();
    }

    /** True if a claim without a roster is paid: then it has one line, itself, and the verdict of the claim is that line's. */
    public boolean paidWhole() {
        return !hasLines() && pack.fund() != null;
    }

    public Pack.State state(String state) {
        return pack.states().getOrDefault(state, new Pack.State(Phase.DRAFT, null, false, "草稿", "Draft", null));
    }

    /** Criteria of the claim and of a line, in the order in which they are told. */
    public List<Decisions.Criterion> claimCriteria() {
        return decisions.criteria(pack.decisions().claim());
    }

    public List<Decisions.Criterion> lineCriteria() {
        return pack.decisions().line() == null ? List.of() : decisions.criteria(pack.decisions().line());
    }
}
