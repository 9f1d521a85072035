package org.huibu.workflow.gate;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.springframework.stereotype.Component;

/** The gate inside the engine: runs on every deployment and on every reload of the cache, so rows planted in its tables are checked too. */
@Component
public class GateDeployer implements Deployer {

    private final Gate gate;

    GateDeployer(Gate gate) {
        this.gate = gate;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        var files = new LinkedHashMap<String, String>();
        resources(deployment).forEach(resource -> files.put(resource.getName(), new String(resource.getBytes(), StandardCharsets.UTF_8)));
        var faults = gate.check(files);
        if (!faults.isEmpty()) {
            throw new Refused(faults);
        }
    }

    /** A reload hands over one model only; whether it may run depends on the models it calls, so all of its deployment are read. */
    private static Collection<ResourceEntity> resources(DeploymentEntity deployment) {
        return deployment.isNew() ? deployment.getResources().values()
                : Context.getCommandContext().getResourceManager().findResourcesByDeploymentId(deployment.getId());
    }

    static class Refused extends Refusal {

        Refused(java.util.List<Fault> faults) {
            super(Kind.INVALID, "modelRefused", faults);
        }

        @Override
        public String getMessage() {
            return faults().stream().map(f -> f.path() + " " + f.code() + " " + f.arguments()).collect(Collectors.joining("; "));
        }
    }
}
