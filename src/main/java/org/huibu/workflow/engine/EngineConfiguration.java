package org.huibu.workflow.engine;

import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.engine.spring.SpringProcessEngineServicesConfiguration;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.huibu.workflow.engine.guard.NoClasses;
import org.huibu.workflow.engine.guard.NoScripts;
import org.huibu.workflow.engine.guard.SafeExpressions;
import org.huibu.workflow.gate.GateDeployer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The process engine, configured by hand: no starter, no REST interface, no web applications, no scripts, no expressions but our own
 * grammar. Every setting that guards against models as code is set explicitly and asserted by a test.
 */
@Configuration(proxyBeanMethods = false)
@Import(SpringProcessEngineServicesConfiguration.class)
class EngineConfiguration {

    private static final int LOCK_MILLIS = 300_000;

    @Bean
    @DependsOnDatabaseInitialization
    static SpringProcessEngineConfiguration processEngineConfiguration(DataSource dataSource, PlatformTransactionManager transactions,
            JobExecutor jobs, SafeExpressions expressions, Behaviour behaviour, GateDeployer gate) {
        var engine = new SpringProcessEngineConfiguration();
        engine.setProcessEngineName("default");
        engine.setDataSource(dataSource);
        engine.setTransactionManager(transactions);
        engine.setTransactionsExternallyManaged(true);
        engine.setDatabaseSchemaUpdate("false");
        engine.setHistory("activity");
        engine.setEnforceHistoryTimeToLive(true);
        engine.setHistoryTimeToLive("P3650D");
        engine.setIdGenerator(new StrongUuidGenerator());
        engine.setJobExecutor(jobs);
        engine.setJobExecutorActivate(false);
        engine.setJobExecutorDeploymentAware(false);
        engine.setJobExecutorAcquireExclusiveOverProcessHierarchies(true);
        // The first pause is short: most often a job only lost a race (an answer and a limit met on one row) and succeeds when it is tried again.
        engine.setFailedJobRetryTimeCycle("PT2S,PT1M,PT10M,PT1H");
        engine.setDefaultNumberOfRetries(5);
        engine.setDeploymentResources(new org.springframework.core.io.Resource[0]);
        engine.setCustomPreDeployers(new java.util.ArrayList<>(List.of(gate)));
        engine.setCustomPostBPMNParseListeners(new java.util.ArrayList<>(List.of(behaviour)));
        harden(engine, expressions);
        return engine;
    }

    private static void harden(SpringProcessEngineConfiguration engine, SafeExpressions expressions) {
        engine.setBeans(new java.util.HashMap<>());
        engine.setExpressionManager(expressions);
        engine.setScriptEngineResolver(new NoScripts());
        engine.setEnableFetchScriptEngineFromProcessApplication(false);
        engine.setAutoStoreScriptVariables(false);
        engine.setEnableScriptEngineLoadExternalResources(false);
        engine.setConfigureScriptEngineHostAccess(false);
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setEnableExpressionsInStoredQueries(false);
        engine.setEnableXxeProcessing(false);
        engine.setJavaSerializationFormatEnabled(false);
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setCmmnEnabled(false);
        engine.setStandaloneTasksEnabled(false);
        engine.setAuthorizationEnabled(false);
        engine.setRestrictUserOperationLogToAuthenticatedUsers(false);
        engine.setArtifactFactory(new NoClasses());
        engine.setQueryMaxResultsLimit(1000);
    }

    @Bean(destroyMethod = "close")
    static ProcessEngine processEngine(SpringProcessEngineConfiguration configuration) {
        return configuration.buildProcessEngine();
    }

    @Bean(destroyMethod = "shutdown")
    static JobExecutor jobExecutor(@Qualifier("engineJobs") TaskExecutor threads) {
        var executor = new SpringJobExecutor();
        executor.setTaskExecutor(threads);
        executor.setLockTimeInMillis(LOCK_MILLIS);
        executor.setMaxJobsPerAcquisition(3);
        // The engine only rests between two looks if the first wait is not longer than the longest one (its default is 5 s): else it asks without a pause.
        executor.setWaitTimeInMillis(500);
        executor.setMaxWait(3_000);
        return executor;
    }

    @Bean(defaultCandidate = false)
    static ThreadPoolTaskExecutor engineJobs() {
        var threads = new ThreadPoolTaskExecutor();
        threads.setCorePoolSize(3);
        threads.setMaxPoolSize(6);
        threads.setQueueCapacity(3);
        threads.setThreadNamePrefix("engine-");
        return threads;
    }

    @Bean
    static ApplicationListener<ApplicationReadyEvent> startJobs(JobExecutor jobs, ProcessEngine engine) {
        return ready -> jobs.start();
    }
}
