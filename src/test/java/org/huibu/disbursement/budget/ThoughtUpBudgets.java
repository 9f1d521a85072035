package org.huibu.disbursement.budget;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.util.List;
import org.huibu.casefile.CaseWork;
import org.huibu.identity.CurrentUser;
import org.huibu.ledger.AccountCode;
import org.huibu.ledger.Ledger;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The real budgets on the real tables, for cases that are only thought up and by a clock of one's own. */
public final class ThoughtUpBudgets {

    private ThoughtUpBudgets() {
    }

    public static Budgets of(ApplicationContext house, CaseWork work, Clock clock) {
        var content = mock(ApprovedContent.class);
        when(content.now(anyString(), any())).thenReturn("0".repeat(64));
        var ledger = house.getBean(Ledger.class);
        var reservations = house.getBean(Reservations.class);
        var envelopes = house.getBean(Envelopes.class);
        var user = house.getBean(CurrentUser.class);
        var sources = new Sources(work);
        var waiting = new Waiting(reservations, sources, ledger, work, house.getBean(JdbcClient.class), clock);
        var commitments = new Commitments(ledger, envelopes, waiting, sources, work, user, house.getBean(JdbcClient.class), clock);
        return new Budgets(ledger, reservations, content, work, envelopes, commitments, waiting, sources, user, clock);
    }

    /** The envelope's account of what is free. */
    public static AccountCode available(Envelope envelope) {
        return envelope.available();
    }

    public static AccountCode reserved(Envelope envelope) {
        return envelope.reserved();
    }

    /** All that the envelope was given and still accounts for. */
    public static long balance(Envelope envelope, Ledger ledger) {
        return List.of(envelope.available(), envelope.committed(), envelope.reserved(), envelope.spent()).stream().mapToLong(ledger::balance).sum();
    }
}
