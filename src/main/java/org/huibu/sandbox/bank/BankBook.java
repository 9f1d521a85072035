package org.huibu.sandbox.bank;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.huibu.sandbox.bank.SandboxBanks.Application;
import org.huibu.sandbox.bank.SandboxBanks.Received;
import org.huibu.shared.Ids;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the simulated banks remember: applications by key, and the calls they have yet to make. */
@Component
@Profile("sandbox")
class BankBook {

    static final String REASON = "贷款人流动性安排";
    private static final String OTHER = "LHB";
    private static final String SELECT = "select key_, bank, case_number, borrower, amount_fen, months, state from sandbox_loan ";
    private static final int LATE = 20;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration delay;

    BankBook(JdbcClient jdbc, Clock clock, @Value("${huibu.sandbox.bank.delay:3s}") Duration delay) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.delay = delay;
    }

    /** A call to make. @param signer the bank that signs it, in mode "wrong" not the one that was asked */
    record Due(long id, String key, String signer, String eventId, String state, int tries) { }

    /** Takes an application once; later ones under the same key change nothing. */
    @Transactional
    Received take(String bank, String key, Application application, String mode) {
        try {
            jdbc.sql("insert into sandbox_loan (key_, bank, case_number, borrower, amount_fen, months, state, decides_at) values (?, ?, ?, ?, ?, ?, 'RECEIVED', ?)")
                    .params(key, bank, application.caseNumber(), application.borrower(), Math.min(application.amountFen(), application.capFen()), application.months(), after(1)).update();
            plan(bank, key, mode);
        } catch (DuplicateKeyException known) {
            // The same application again: what was planned for it stays.
        }
        return find(key).orElseThrow();
    }

    private void plan(String bank, String key, String mode) {
        var event = UUID.randomUUID().toString();
        switch (mode) {
            case "decline" -> call(key, bank, event, "REFUSED", 1);
            case "quiet" -> { }
            case "tardy" -> call(key, bank, event, "APPROVED", LATE);
            case "duplicate" -> {
                for (int time = 1; time <= 3; time++) {
                    call(key, bank, event, "APPROVED", time);
                }
            }
            case "wrong" -> {
                call(key, bank.equals(OTHER) ? "YXB" : OTHER, UUID.randomUUID().toString(), "REFUSED", 0);
                call(key, bank, event, "APPROVED", 2);
            }
            default -> call(key, bank, event, "APPROVED", 1);
        }
    }

    private void call(String key, String signer, String event, String state, int delays) {
        jdbc.sql("insert into sandbox_bank_call (id, key_, signer, event_id, state, due_at, tries) values (?, ?, ?, ?, ?, ?, 0)")
                .params(Ids.next(), key, signer, event, state, after(delays)).update();
    }

    @Transactional(readOnly = true)
    List<Due> due() {
        return jdbc.sql("select id, key_, signer, event_id, state, tries from sandbox_bank_call where due_at <= ? order by due_at, id limit 50").param(after(0))
                .query((row, n) -> new Due(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getInt(6))).list();
    }

    /** The call has been made: from now on the bank says so when it is asked. */
    @Transactional
    void called(Due due) {
        jdbc.sql("delete from sandbox_bank_call where id = ?").param(due.id()).update();
        jdbc.sql("update sandbox_loan set state = ? where key_ = ? and bank = ? and state = 'RECEIVED'").params(due.state(), due.key(), due.signer()).update();
    }

    @Transactional
    void again(Due due) {
        jdbc.sql("update sandbox_bank_call set tries = tries + 1, due_at = ? where id = ?").params(after(due.tries() + 1), due.id()).update();
    }

    @Transactional(readOnly = true)
    Optional<Received> find(String key) {
        return jdbc.sql(SELECT + "where key_ = ?").param(key).query((row, n) -> read(row)).optional();
    }

    @Transactional(readOnly = true)
    List<Received> newest(int count) {
        return jdbc.sql(SELECT + "order by decides_at desc, key_ limit ?").param(count).query((row, n) -> read(row)).list();
    }

    private static Received read(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Received(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getLong(5), row.getInt(6), row.getString(7));
    }

    private LocalDateTime after(int delays) {
        return LocalDateTime.ofInstant(clock.instant().plus(delay.multipliedBy(delays)), ZoneOffset.UTC);
    }
}
