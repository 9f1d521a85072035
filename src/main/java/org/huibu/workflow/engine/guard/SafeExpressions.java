package org.huibu.workflow.engine.guard;

import java.util.Set;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.huibu.workflow.engine.Catalogue;
import org.huibu.workflow.engine.FactList;
import org.huibu.workflow.engine.step.BlockDelegate;
import org.huibu.workflow.engine.step.ClockCalls;
import org.springframework.stereotype.Component;

/**
 * The only expressions there are: routing facts, {@code caseNumber}, catalogued blocks and the two questions to a case's clocks. No
 * bean properties, no methods of anything else: a general bean resolver is what turns an expression into code.
 */
@Component
public class SafeExpressions extends JuelExpressionManager {

    private static final Set<String> CLOCK_CALLS = Set.of("due", "end");
    private final Catalogue catalogue;
    private final ClockCalls clock;

    SafeExpressions(Catalogue catalogue, ClockCalls clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @Override
    protected ELResolver createElResolver() {
        var resolver = new CompositeELResolver();
        resolver.add(new Names());
        resolver.add(new VariableScopeElResolver());
        return resolver;
    }

    private static ExecutionEntity execution(ELContext context) {
        var scope = context.getContext(VariableScope.class);
        return scope instanceof TaskEntity task ? task.getExecution() : scope instanceof ExecutionEntity execution ? execution : null;
    }

    private final class Names extends ELResolver {

        @Override
        public Object getValue(ELContext context, Object base, Object property) {
            if (base != null) {
                return null;
            }
            var name = String.valueOf(property);
            if (name.equals("clock")) {
                context.setPropertyResolved(true);
                return clock;
            }
            var execution = execution(context);
            if (name.equals("caseNumber") && execution != null) {
                context.setPropertyResolved(true);
                return execution.getProcessBusinessKey();
            }
            if (catalogue.hasBlock(name)) {
                context.setPropertyResolved(true);
                return new BlockDelegate(catalogue.block(name));
            }
            var scope = (VariableScope) context.getContext(VariableScope.class);
            if (scope != null && FactList.is(scope.getVariable(name))) {
                context.setPropertyResolved(true);
                return FactList.read(scope.getVariable(name));
            }
            return null;
        }

        @Override
        public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
            if (base != clock || !CLOCK_CALLS.contains(String.valueOf(method)) || arguments.length != 2
                    || !(arguments[0] instanceof ExecutionEntity execution) || !(arguments[1] instanceof String limit)) {
                throw new IllegalStateException("not part of the expression grammar");
            }
            context.setPropertyResolved(true);
            return "due".equals(method) ? clock.due(execution, limit) : clock.end(execution, limit);
        }

        @Override
        public Class<?> getType(ELContext context, Object base, Object property) {
            return null;
        }

        @Override
        public void setValue(ELContext context, Object base, Object property, Object value) {
            throw new IllegalStateException("expressions read, they never write");
        }

        @Override
        public boolean isReadOnly(ELContext context, Object base, Object property) {
            return true;
        }

        @Override
        public java.util.Iterator<java.beans.FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
            return null;
        }

        @Override
        public Class<?> getCommonPropertyType(ELContext context, Object base) {
            return Object.class;
        }
    }
}
