package org.huibu.guarantee.bank;

import java.time.Clock;
import java.time.Duration;
import org.huibu.process.outbox.OutboxTable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Orders to banks that are to be sent or asked about. */
@Component
class BankDispatch extends OutboxTable {

    BankDispatch(JdbcClient jdbc, Clock clock, @Value("${huibu.banks.ask-after:10s}") Duration first) {
        super(jdbc, clock, "bank_outbox", first);
    }
}
