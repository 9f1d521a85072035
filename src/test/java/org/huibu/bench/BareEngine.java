package org.huibu.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.huibu.MySqlServer;

/**
 * The engine alone, with the library's defaults, fifteen variables and the same human steps: what a case costs before anybody keeps a
 * case file, evidence, an inbox, letters or an audit trail.
 */
final class BareEngine implements AutoCloseable {

    private static final int VARIABLES = 15;
    private final HikariDataSource pool;
    private final ProcessEngine engine;
    private final int steps;

    /** @param name of its database; @param steps user tasks that one person after the other completes */
    BareEngine(String name, int steps, int connections) {
        this.steps = steps;
        var config = new HikariConfig();
        config.setJdbcUrl(MySqlServer.fresh(name));
        config.setUsername(MySqlServer.user());
        config.setPassword(MySqlServer.password());
        config.setMaximumPoolSize(connections);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        pool = new HikariDataSource(config);
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setDataSource(pool);
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setProcessEngineName(name);
        configuration.setJobExecutorActivate(false);
        engine = configuration.buildProcessEngine();
        deploy(steps);
    }

    /** So that cases with another number of human steps can be compared on the same engine. */
    void deploy(int steps) {
        engine.getRepositoryService().createDeployment().addString("bare" + steps + ".bpmn", model(steps)).deploy();
    }

    void wholeCase(String businessKey) {
        wholeCase(businessKey, steps);
    }

    /** @param steps a number that was deployed */
    void wholeCase(String businessKey, int steps) {
        var variables = new LinkedHashMap<String, Object>();
        for (int i = 0; i < VARIABLES; i++) {
            variables.put("field" + i, "value of field " + i);
        }
        var id = engine.getRuntimeService().startProcessInstanceByKey("bare" + steps, businessKey, variables).getId();
        for (int i = 0; i < steps; i++) {
            var task = engine.getTaskService().createTaskQuery().processInstanceId(id).singleResult();
            engine.getTaskService().claim(task.getId(), "officer" + i);
            engine.getTaskService().complete(task.getId(), Map.of("outcome" + i, "AGREE", "opinion" + i, "同意"));
        }
    }

    private static String model(int steps) {
        var text = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">
                  <process id="bare%d" isExecutable="true" camunda:historyTimeToLive="30"><startEvent id="start"/>
                """.formatted(steps));
        var from = "start";
        for (int i = 0; i < steps; i++) {
            text.append("<userTask id='u%d'/><serviceTask id='s%d' camunda:expression='${true}'/>".formatted(i, i))
                    .append("<sequenceFlow id='a%d' sourceRef='%s' targetRef='u%d'/><sequenceFlow id='b%d' sourceRef='u%d' targetRef='s%d'/>".formatted(i, from, i, i, i, i));
            from = "s" + i;
        }
        return text.append("<endEvent id='end'/><sequenceFlow id='z' sourceRef='%s' targetRef='end'/></process></definitions>".formatted(from)).toString();
    }

    @Override
    public void close() {
        engine.close();
        pool.close();
    }
}
