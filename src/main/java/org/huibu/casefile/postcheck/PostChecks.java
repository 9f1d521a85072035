package org.huibu.casefile.postcheck;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.Cases;
import org.huibu.casefile.judging.CaseJudging;
import org.huibu.casefile.recovery.RecoveryCases;
import org.huibu.evidence.Evidence;
import org.huibu.evidence.spi.Answer;
import org.huibu.process.block.Block;
import org.huibu.process.block.BlockCall;
import org.huibu.process.Facts;
import org.huibu.process.Processes;
import org.huibu.process.SourceDown;
import org.huibu.process.block.Step;
import org.huibu.scheme.Phase;
import org.huibu.scheme.Schemes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What was decided on proof or a commitment because a source was silent too long is asked when the source is back (flows §1.10): if the
 * answers bear it out it is only told, if they contradict it a person who had no part in the case looks into it, as into each case that was drawn (R02).
 */
@Component
public class PostChecks {

    private static final Logger LOG = LoggerFactory.getLogger(PostChecks.class);
    private static final String MODEL = "shared_post_check";
    /** Such a case gave nothing on trust. */
    private static final Set<Phase> NOTHING_GIVEN = Set.of(Phase.REJECTED, Phase.WITHDRAWN, Phase.NOT_ACCEPTED);
    private static final int LONGEST_FINDINGS = 300;
    /** Fact of a check that was drawn: its id. */
    private static final String DRAWN = "postCheckDrawn";
    private final Cases cases;
    private final CaseJudging judging;
    private final Evidence evidence;
    private final Schemes schemes;
    private final Processes processes;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PostChecks(Cases cases, CaseJudging judging, Evidence evidence, Schemes schemes, Processes processes, JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.cases = cases;
        this.judging = judging;
        this.evidence = evidence;
        this.schemes = schemes;
        this.processes = processes;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** @param sources those that were silent */
    public void open(String caseNumber, Set<String> sources) {
        jdbc.sql("delete from case_post_check where case_number = ?").param(caseNumber).update();
        jdbc.sql("insert into case_post_check (case_number, sources, state, opened_at) values (?, ?, 'WAITING', ?)").params(caseNumber, String.join(",", sources), now()).update();
    }

    /** Opens the task of each case that was drawn and has none yet, each in a transaction of its own: what stops in between goes on. */
    void openDrawn() {
        jdbc.sql("select id, case_number from post_check_case where state = 'DRAWN' order by id limit 100").query((row, n) -> Map.entry(row.getLong(1), row.getString(2))).list()
                .forEach(one -> openDrawn(one.getKey(), one.getValue()));
    }

    private void openDrawn(long id, String number) {
        try {
            transaction.executeWithoutResult(status -> {
                if (jdbc.sql("update post_check_case set state = 'OPEN' where id = ? and state = 'DRAWN'").param(id).update() == 0) {
                    // Another node was first.
                    return;
                }
                var drawn = jdbc.sql("select ground, signals from post_check_case where id = ?").param(id).query((row, n) -> Map.of("ground", row.getString(1), "signals", row.getString(2))).single();
                var file = cases.findByNumber(number).orElseThrow();
                file.happened("PostCheckDrawn", drawn);
                cases.save(file);
                processes.startBeside(schemes.release(file.releaseId()).definitionId(), MODEL, number, Facts.of(DRAWN, Long.toString(id)));
            });
        } catch (RuntimeException fault) {
            LOG.warn("the post-check of case {} that was drawn could not be opened and is opened again", number, fault);
        }
    }

    @Scheduled(fixedDelayString = "${huibu.post-check.every:1m}")
    void ask() {
        jdbc.sql("select case_number from case_post_check where state = 'WAITING' order by opened_at limit 100").query(String.class).list().forEach(this::ask);
    }

    private void ask(String number) {
        try {
            var phase = cases.findByNumber(number).orElseThrow().phase();
            if (NOTHING_GIVEN.contains(phase)) {
                transaction.executeWithoutResult(status -> taken(number, "DROPPED"));
                return;
            }
            if (phase.compareTo(Phase.APPROVED) < 0) {
                // What is not decided yet cannot be borne out or contradicted.
                return;
            }
            var questions = judging.questions(number).stream().filter(question -> !evidence.fresh(number, question)).toList();
            var answers = evidence.ask(questions);
            transaction.executeWithoutResult(status -> compare(number, answers));
        } catch (SourceDown silent) {
            LOG.info("the post-check of case {} waits for {}", number, silent.source());
        } catch (RuntimeException fault) {
            LOG.warn("the post-check of case {} failed and is done again", number, fault);
        }
    }

    private void compare(String number, List<Answer> answers) {
        evidence.renew(number, answers);
        var found = judging.contradicted(number, answers.stream().map(answer -> answer.question().check()).collect(Collectors.toSet()));
        if (!taken(number, found.isEmpty() ? "CONFIRMED" : "CONTRADICTED")) {
            // Another node was first: what it stored is the same.
            return;
        }
        var file = cases.findByNumber(number).orElseThrow();
        var text = String.join("；", found);
        file.happened(found.isEmpty() ? "PostCheckConfirmed" : "PostCheckContradicted",
                found.isEmpty() ? Map.of() : Map.of("findings", text.length() > LONGEST_FINDINGS ? text.substring(0, LONGEST_FINDINGS) : text));
        cases.save(file);
        if (!found.isEmpty()) {
            processes.startBeside(schemes.release(file.releaseId()).definitionId(), MODEL, number, Facts.NONE);
        }
    }

    private boolean taken(String number, String state) {
        return jdbc.sql("update case_post_check set state = ?, answered_at = ? where case_number = ? and state = 'WAITING'").params(state, now(), number).update() == 1;
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    @Block(name = "settlePostCheck", title = "登记事后核查的结论：维持原处理，或者转入追回")
    record Settle(JdbcClient jdbc, RecoveryCases recoveries, CaseWork work, Clock clock) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var upheld = step.facts().text("postCheck").orElseThrow().equals("STANDS");
            var drawn = step.facts().text(DRAWN).map(Long::valueOf);
            var said = drawn.map(id -> decision(step.caseNumber()));
            work.happened(step.caseNumber(), upheld ? "PostCheckStands" : "PostCheckToRecover", Map.of());
            var recovery = upheld ? Optional.<String>empty() : recoveries.open(step.caseNumber(), new RecoveryCases.Found(null, "POST_CHECK",
                    said.map(CaseWork.Happening::details).map(Settle::opinion).orElseGet(() -> findings(step.caseNumber())), null, Map.of()));
            recovery.ifPresent(number -> work.happened(step.caseNumber(), "RecoveryOpened", Map.of("number", number)));
            if (drawn.isPresent()) {
                jdbc.sql("update post_check_case set state = ?, decided_by = ?, decided_at = ?, opinion = ?, recovery = ? where id = ?")
                        .params(Arrays.asList((upheld ? DrawnCheck.State.IN_ORDER : DrawnCheck.State.TO_RECOVER).name(), said.get().actor(), LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
                                opinion(said.get().details()), recovery.orElse(null), drawn.get())).update();
            } else {
                jdbc.sql("update case_post_check set state = ? where case_number = ?").params(upheld ? "STANDS" : "TO_RECOVER", step.caseNumber()).update();
            }
            return Facts.NONE;
        }

        /** The decision in whose transaction this is. */
        private CaseWork.Happening decision(String caseNumber) {
            return work.timeline(caseNumber).stream().filter(one -> one.what().equals("TaskDecided")).reduce((earlier, later) -> later).orElseThrow();
        }

        private static String opinion(String details) {
            var text = details.replaceFirst("^opinion=", "").replaceFirst("; outcome=.*", "");
            return text.isBlank() ? "–" : text;
        }

        private String findings(String caseNumber) {
            return work.timeline(caseNumber).stream().filter(one -> one.what().equals("PostCheckContradicted")).reduce((earlier, later) -> later)
                    .map(one -> one.details().replaceFirst("^findings=", "")).filter(text -> !text.isBlank()).orElse("–");
        }
    }
}
