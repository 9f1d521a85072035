package org.huibu;

import java.util.Arrays;
import org.huibu.audit.VerifyCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;

/** Starts Huibu: the approval of employment and entrepreneurship subsidies. */
@SpringBootApplication
@Modulithic(systemName = "Huibu 惠补", sharedModules = "shared")
@EnableScheduling
@EnableAsync
public class Huibu {

    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals(VerifyCommand.NAME)) {
            System.exit(VerifyCommand.run(System.out, Arrays.copyOfRange(arguments, 1, arguments.length)));
        }
        SpringApplication.run(Huibu.class, arguments);
    }

    /**
     * A use case that must not run inside a transaction holds no connection between its own ones: otherwise its reads would keep one by JPA and one by JDBC until
     * it ends, and it would wait for a third.
     */
    @Bean
    TransactionManagerCustomizer<AbstractPlatformTransactionManager> connectionsOnlyInTransactions() {
        return manager -> manager.setTransactionSynchronization(AbstractPlatformTransactionManager.SYNCHRONIZATION_ON_ACTUAL_TRANSACTION);
    }
}
