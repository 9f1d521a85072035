package org.huibu.workflow.engine.step;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.huibu.shared.Ids;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The history for replay: each step passed and each gateway with its routing facts, written once per transaction as one batch. */
@Component
class StepHistory {

    private static final String INSERT = "insert into step_history (id, case_number, group_, definition_id, element, kind, facts, at_) "
            + "values (?, ?, ?, ?, ?, ?, ?, ?)";
    private final JdbcTemplate jdbc;
    private final Clock clock;

    StepHistory(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void stepEnded(DelegateExecution execution) {
        add(execution, execution.isCanceled() ? "CANCELLED" : "PASSED", null);
    }

    void gatewayPassed(DelegateExecution execution) {
        add(execution, "ROUTED", Steps.facts(execution.getVariables()).values().toString());
    }

    private void add(DelegateExecution execution, String kind, String facts) {
        var row = new Object[] {Ids.next(), execution.getProcessBusinessKey(), Steps.group(execution), execution.getProcessDefinitionId(),
            execution.getCurrentActivityId(), kind, facts, Timestamp.valueOf(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))};
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            pending().rows.add(row);
        } else {
            jdbc.update(INSERT, row);
        }
    }

    private Pending pending() {
        return TransactionSynchronizationManager.getSynchronizations().stream().filter(Pending.class::isInstance).map(Pending.class::cast)
                .findFirst().orElseGet(() -> {
                    var fresh = new Pending();
                    TransactionSynchronizationManager.registerSynchronization(fresh);
                    return fresh;
                });
    }

    private final class Pending implements TransactionSynchronization {

        private final List<Object[]> rows = new ArrayList<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            jdbc.batchUpdate(INSERT, rows);
            rows.clear();
        }
    }
}
