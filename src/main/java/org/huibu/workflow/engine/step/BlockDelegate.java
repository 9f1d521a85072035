package org.huibu.workflow.engine.step;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.huibu.process.block.BlockCall;

/** Reads the step, calls one use case, writes its facts. */
public class BlockDelegate implements JavaDelegate {

    private final BlockCall block;

    public BlockDelegate(BlockCall block) {
        this.block = block;
    }

    @Override
    public void execute(DelegateExecution execution) {
        block.call(Steps.of(execution)).values().forEach((name, value) -> Steps.set(execution, name, value));
    }
}
