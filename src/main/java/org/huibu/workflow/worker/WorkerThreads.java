package org.huibu.workflow.worker;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** Threads that wait for other departments; a slow one never takes a thread from the web or the engine. */
@Configuration(proxyBeanMethods = false)
class WorkerThreads {

    @Bean(defaultCandidate = false)
    static ThreadPoolTaskExecutor engineTopics() {
        var threads = new ThreadPoolTaskExecutor();
        threads.setCorePoolSize(6);
        threads.setMaxPoolSize(6);
        threads.setQueueCapacity(200);
        threads.setThreadNamePrefix("topic-");
        threads.setWaitForTasksToCompleteOnShutdown(true);
        threads.setAwaitTerminationSeconds(5);
        return threads;
    }
}
