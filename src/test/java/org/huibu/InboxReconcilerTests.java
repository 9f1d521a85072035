package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.inbox.InboxReconciler;
import org.huibu.shared.identifier.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** The inbox is a projection: what is lost from it comes back, what does not belong there goes. */
@HuibuTest
class InboxReconcilerTests {

    @Autowired InboxReconciler reconciler;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired Inbox inbox;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    @AfterEach
    void nobody() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void bringsBackALostRowAndRemovesAForeignOne() {
        var number = submitted();
        var row = inbox.ofCase(number).get(0);
        assertThat(reconciler.reconcile()).as("nothing has drifted yet").isZero();
        transaction.executeWithoutResult(status -> jdbc.update("delete from inbox_task where task_id = ?", row.taskId()));
        assertThat(inbox.ofCase(number)).isEmpty();
        assertThat(reconciler.reconcile()).isEqualTo(1);
        assertThat(inbox.ofCase(number)).singleElement().usingRecursiveComparison().isEqualTo(row);
        transaction.executeWithoutResult(status -> jdbc.update("update inbox_task set task_id = 'no-such-task' where task_id = ?", row.taskId()));
        assertThat(reconciler.reconcile()).as("one row too many, one too few").isEqualTo(2);
        assertThat(inbox.ofCase(number)).singleElement().usingRecursiveComparison().isEqualTo(row);
        assertThat(reconciler.reconcile()).isZero();
    }

    private String submitted() {
        SecurityContextHolder.getContext().setAuthentication(UsernamePasswordAuthenticationToken.authenticated("base.hongmeng", null, List.of()));
        var number = cases.open("base-recognition", new Region("990101"));
        cases.save(number, null, new LinkedHashMap<>(Map.of("operator.name", "岭海鸿萌创业孵化有限公司", "operator.uscc", "91990101MA00090010",
                "operator.legalRepresentative", "安鸿", "operator.contact", "安鸿", "operator.mobile", "13900000001", "base.name", "鸿萌创业基地", "base.level", "COUNTY",
                "base.addressRanges", "青禾区星河路1号", "base.area", "3200", "base.leaseEnd", "2040-12-31")), null);
        cases.save(number, null, Map.of("base.serviceTeam", "6"), null);
        work.scheme(number).pack().materials().forEach(m -> cases.attach(number, m.key(), "证明.pdf", "%PDF-1.4\n%%EOF".getBytes(StandardCharsets.US_ASCII)));
        cases.submit(number);
        return number;
    }
}
