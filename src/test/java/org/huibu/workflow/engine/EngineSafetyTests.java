package org.huibu.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.huibu.HuibuTest;
import org.huibu.process.Models;
import org.huibu.shared.Refusal;
import org.huibu.workflow.engine.guard.NoClasses;
import org.huibu.workflow.engine.guard.NoScripts;
import org.huibu.workflow.engine.guard.SafeExpressions;
import org.huibu.workflow.gate.PoisonModels;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What the running engine refuses even where somebody got past our own check: the layers L1 to L4 behind each other. */
@HuibuTest
class EngineSafetyTests {

    private static final String CODE = "${''.getClass().forName('org.huibu.workflow.engine.EngineSafetyTests$Trap').getMethods()[0].invoke(null)}";
    @Autowired Models models;
    @Autowired ProcessEngine engine;
    @Autowired ProcessEngineConfigurationImpl configuration;
    @Autowired SafeExpressions expressions;
    @Autowired Catalogue catalogue;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    /** What an attack would reach. */
    public static final class Trap {

        private static boolean sprung;

        public static String spring() {
            sprung = true;
            return "sprung";
        }
    }

    @Test
    void refusesPoisonAtomicallyThroughBothDoors() throws Exception {
        var before = tables();
        var payment = Files.readString(Path.of("processes/shared/payment.bpmn"));
        for (var one : PoisonModels.all().entrySet()) {
            var poison = one.getValue();
            var files = Map.of(poison.file(), poison.text(), "shared/payment.bpmn", payment);
            assertThatThrownBy(() -> models.deploy(new Models.Bundle("poison", files))).as(one.getKey()).isInstanceOf(Refusal.class);
            if (!poison.code().equals("modelTooLarge")) {
                assertThatThrownBy(() -> {
                    var deployment = engine.getRepositoryService().createDeployment().name("poison");
                    files.forEach(deployment::addString);
                    deployment.deploy();
                }).as("past the first check: " + one.getKey()).isInstanceOf(Exception.class);
            }
        }
        assertThat(tables()).as("rows in the engine's tables").isEqualTo(before);
        assertThat(models.check(new Models.Bundle("good", Map.of("good.bpmn", PoisonModels.GOOD, "shared/payment.bpmn", payment)))).isEmpty();
    }

    /** Somebody with the database's password changes a stored model: no node runs it. */
    @Test
    void refusesAModelThatWasPlantedInItsTables() {
        var repository = engine.getRepositoryService();
        var definition = repository.createProcessDefinitionQuery().processDefinitionKey("graduate_moving").latestVersion().singleResult();
        var select = "select bytes_ from act_ge_bytearray where deployment_id_ = ? and name_ = ?";
        var good = jdbc.queryForObject(select, byte[].class, definition.getDeploymentId(), definition.getResourceName());
        var bad = new String(good, StandardCharsets.UTF_8).replace("camunda:delegateExpression=\"${judgeLines}\"", "camunda:class=\"org.huibu.workflow.engine.EngineSafetyTests$Trap\"");
        try {
            plant(bad.getBytes(StandardCharsets.UTF_8), definition.getDeploymentId(), definition.getResourceName());
            assertThatThrownBy(() -> engine.getRuntimeService().startProcessInstanceById(definition.getId(), "QYB-990101-2026-000000-0"))
                    .hasStackTraceContaining("serviceTaskWithoutBlockOrTopic");
            assertThat(Trap.sprung).isFalse();
        } finally {
            plant(good, definition.getDeploymentId(), definition.getResourceName());
        }
        assertThat(repository.getBpmnModelInstance(definition.getId())).isNotNull();
    }

    /** As after a restart: every stored model is read again, checked again together with those it calls, and runs on. */
    @Test
    void readsEveryStoredModelAgain() {
        configuration.getDeploymentCache().discardProcessDefinitionCache();
        var definitions = engine.getRepositoryService().createProcessDefinitionQuery().list();
        assertThat(definitions).hasSizeGreaterThan(10).allSatisfy(definition -> assertThat(engine.getRepositoryService().getProcessDefinition(definition.getId())).isNotNull());
    }

    /** CVE-2026-109432: the engine's own guard forgets the queries within {@code or()}. */
    @Test
    void evaluatesNoCodeInQueries() {
        var tasks = engine.getTaskService();
        assertThatThrownBy(() -> tasks.createTaskQuery().or().dueAfterExpression(CODE).endOr().list()).isInstanceOf(Exception.class);
        assertThatThrownBy(() -> tasks.createTaskQuery().dueAfterExpression(CODE).list()).isInstanceOf(Exception.class);
        assertThatThrownBy(() -> tasks.createTaskQuery().or().taskAssigneeExpression(CODE).endOr().list()).isInstanceOf(Exception.class);
        assertThat(Trap.sprung).isFalse();
    }

    @Test
    void evaluatesNothingButTheGrammarAtRunTime() {
        var execution = new ExecutionEntity();
        for (var text : List.of(CODE, "${execution.processEngineServices}", "${execution.id}", "${dataSource}", "${clock.clock()}", "${clock.class}", "${''.length()}",
                "${'a'.concat('b')}", "${''['class']}", "${judgeLines.execute(execution)}", "#{execution.setVariable('x', 1)}")) {
            assertThatThrownBy(() -> configuration.getCommandExecutorTxRequired().execute(context -> expressions.createExpression(text).getValue(execution)))
                    .as(text).isInstanceOf(Exception.class);
        }
        assertThat(Trap.sprung).isFalse();
    }

    @Test
    void runsWithTheSettingsThatGuardModels() {
        assertThat(configuration.getBeans()).isEmpty();
        assertThat(configuration.getExpressionManager()).isInstanceOf(SafeExpressions.class);
        assertThat(configuration.getScriptEngineResolver()).isInstanceOf(NoScripts.class);
        assertThat(configuration.getScriptEngineResolver().getScriptEngine("groovy", false)).isNull();
        assertThat(configuration.getArtifactFactory()).isInstanceOf(NoClasses.class);
        assertThat(configuration.isEnableFetchScriptEngineFromProcessApplication()).isFalse();
        assertThat(configuration.isAutoStoreScriptVariables()).isFalse();
        assertThat(configuration.isEnableScriptEngineLoadExternalResources()).isFalse();
        assertThat(configuration.isConfigureScriptEngineHostAccess()).isFalse();
        assertThat(configuration.isEnableExpressionsInAdhocQueries()).isFalse();
        assertThat(configuration.isEnableExpressionsInStoredQueries()).isFalse();
        assertThat(configuration.isEnableXxeProcessing()).isFalse();
        assertThat(configuration.isJavaSerializationFormatEnabled()).isFalse();
        assertThat(configuration.isDeserializationTypeValidationEnabled()).isTrue();
        assertThat(configuration.isCmmnEnabled()).isFalse();
        assertThat(configuration.isStandaloneTasksEnabled()).isFalse();
        assertThat(configuration.isAuthorizationEnabled()).isFalse();
        assertThat(configuration.isRestrictUserOperationLogToAuthenticatedUsers()).isFalse();
        assertThat(configuration.getQueryMaxResultsLimit()).isEqualTo(1000);
        assertThat(configuration.isEnforceHistoryTimeToLive()).isTrue();
        assertThat(configuration.getHistory()).isEqualTo("activity");
        assertThat(configuration.getCustomPreDeployers()).hasSize(1);
        assertThat(configuration.getDatabaseSchemaUpdate()).isEqualTo("false");
        assertThat(configuration.getJobExecutor().getWaitTimeInMillis()).as("else the engine looks for jobs without a pause").isLessThanOrEqualTo((int) configuration.getJobExecutor().getMaxWait());
        assertThat(configuration.isJobExecutorDeploymentAware()).isFalse();
        for (var absent : List.of("groovy.lang.GroovyShell", "org.graalvm.polyglot.Context", "org.camunda.bpm.engine.rest.TaskRestService", "org.camunda.bpm.webapp.impl.security.SecurityActions")) {
            assertThatThrownBy(() -> Class.forName(absent)).isInstanceOf(ClassNotFoundException.class);
        }
    }

    /** The catalogue that the editor shows and the gate checks is made of marks in the code, and of nothing else. */
    @Test
    void offersOnlyWhatIsMarked() {
        assertThat(catalogue.offers()).extracting(Models.Offer::name).contains("judgeLines", "gatherEvidence", "releasePayment").doesNotContain("dataSource", "schemes");
        assertThat(catalogue.offers()).allSatisfy(offer -> assertThat(offer.title()).containsPattern("\\p{IsHan}"));
        assertThat(catalogue.after("releasePayment")).containsExactlyInAnyOrder("APPROVER", "PAY_PREPARER", "FINANCE_CONFIRMER");
        assertThat(catalogue.messages()).contains("CaseWithdrawn", "PaymentOutcome");
    }

    private void plant(byte[] text, String deployment, String resource) {
        transaction.executeWithoutResult(status -> jdbc.update("update act_ge_bytearray set bytes_ = ? where deployment_id_ = ? and name_ = ?", text, deployment, resource));
        configuration.getDeploymentCache().discardProcessDefinitionCache();
    }

    private Map<String, Long> tables() {
        var counts = new HashMap<String, Long>();
        List.of("act_re_deployment", "act_re_procdef", "act_ge_bytearray", "act_re_decision_def").forEach(table ->
                counts.put(table, jdbc.queryForObject("select count(*) from " + table, Long.class)));
        return counts;
    }
}
