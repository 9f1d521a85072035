package org.huibu.workflow.engine.guard;

import org.camunda.bpm.engine.ArtifactFactory;

/** Models never name classes; what the engine itself would instantiate by name is refused. */
public class NoClasses implements ArtifactFactory {

    @Override
    public <T> T getArtifact(Class<T> type) {
        throw new IllegalStateException("models may not name classes: " + type.getName());
    }
}
