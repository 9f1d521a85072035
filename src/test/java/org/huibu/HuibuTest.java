package org.huibu;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.huibu.coverage.ModelCoverage;
import org.huibu.disbursement.budget.SharedMoneyStory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The whole product on a random port with a database in memory; one context for all tests that carry it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import({AwardStory.class, ApprenticeshipStory.class, LoanStory.class, MovingStory.class, SharedMoneyStory.class, ReleaseVariant.class, SqlCount.class, ModelCoverage.class})
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
    "spring.datasource.url=jdbc:h2:mem:award;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000", "huibu.data-directory=target/test-data-${huibu.fork:1}", "huibu.workflow.poll=300ms",
    "huibu.workflow.source-retry=500ms", "huibu.payments.every=300ms", "huibu.batches.every=300ms", "huibu.statements.every=300ms", "huibu.batches.tries=600", "huibu.budget.retry=300ms", "huibu.guarantee.retry=300ms", "huibu.banks.every=300ms", "huibu.sandbox.bank.delay=300ms", "huibu.sandbox.bank.every=200ms", "huibu.messages.every=300ms", "huibu.banks.ask-after=300ms", "huibu.payments.ask-after=200ms",
    "huibu.treasury.timeout=700ms", "huibu.sandbox.treasury.delay=300ms", "huibu.sandbox.treasury.every=200ms", "huibu.sandbox.treasury.lost=1s",
    "huibu.demo.cases=false", "huibu.follow-up.every=300ms", "huibu.post-check.every=300ms", "huibu.post-check.draw=24h", "huibu.training.sweep=300ms", "huibu.clock.poll=300ms"})
public @interface HuibuTest {
}
