package org.huibu.bench;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.huibu.NeedsMySql;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/** The product on MySQL with ten connections, as the benches of whole cases meet it: quick pollers, few words. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@NeedsMySql
@DirtiesContext
@ActiveProfiles({"mysql", "sandbox"})
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"huibu.data-directory=target/bench-data", "huibu.demo.cases=false",
    "spring.datasource.hikari.maximum-pool-size=10", "logging.level.root=WARN", "huibu.workflow.poll=300ms", "huibu.payments.every=300ms", "huibu.banks.every=300ms",
    "huibu.budget.retry=300ms", "huibu.guarantee.retry=300ms", "huibu.clock.poll=300ms", "huibu.sandbox.treasury.delay=100ms", "huibu.sandbox.treasury.every=100ms"})
@interface BenchHouse { }
