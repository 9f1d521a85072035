package org.huibu.casefile;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.huibu.casefile.intake.CaseIntake;
import org.huibu.casefile.judging.CaseJudging;
import org.huibu.casefile.judging.Gathering;
import org.huibu.casefile.judging.OwnRegister;
import org.huibu.casefile.postcheck.PostChecks;
import org.huibu.evidence.Evidence;
import org.huibu.process.Facts;
import org.huibu.process.block.Block;
import org.huibu.process.block.BlockCall;
import org.huibu.process.block.Step;
import org.huibu.process.block.Topic;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;
import org.springframework.stereotype.Component;

/** What models may call of a case. Each block is one use case in the transaction of its step. */
public final class CaseBlocks {

    private CaseBlocks() {
    }

    @Block(name = "checkIntake", title = "核对管辖、材料与格式，给出受理建议（DT-COM-1）", sets = "intakeProposal")
    record CheckIntake(CaseIntake intake, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var proposal = Objects.requireNonNullElse(intake.propose(step.caseNumber()).proposal(), "NEEDS_PERSON");
            work.happened(step.caseNumber(), "IntakeProposed", Map.of("proposal", proposal));
            return Facts.of("intakeProposal", proposal);
        }
    }

    @Block(name = "acceptCase", title = "登记受理")
    record Accept(Cases cases, Clock clock) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var file = file(cases, step);
            file.accepted(clock.instant(), false);
            cases.save(file);
            return Facts.NONE;
        }
    }

    @Block(name = "deemAccepted", title = "登记视为受理", sets = "intake")
    record DeemAccepted(Cases cases, Clock clock) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var file = file(cases, step);
            file.accepted(clock.instant(), true);
            cases.save(file);
            return Facts.of("intake", "ACCEPTED");
        }
    }

    @Block(name = "declineCase", title = "登记不予受理")
    record Decline(CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            work.happened(step.caseNumber(), "CaseNotAccepted", Map.of());
            return Facts.NONE;
        }
    }

    @Block(name = "lapseCorrection", title = "登记逾期未补正", sets = "correction")
    record LapseCorrection(CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            work.happened(step.caseNumber(), "CorrectionLapsed", Map.of());
            return Facts.of("correction", "LAPSED");
        }
    }

    @Block(name = "markLapsed", title = "按撤回处理", sets = "intake")
    record MarkLapsed(CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            return Facts.of("intake", "LAPSED");
        }
    }

    @Block(name = "judgeLines", title = "按决策表对申请与每一行给出结论、条款与金额", sets = {"claimVerdict", "passLines"})
    record JudgeLines(CaseJudging judging, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var claim = judging.judge(step.caseNumber());
            work.happened(step.caseNumber(), "LinesJudged", Map.of("claim", claim.verdict().name(), "pass", Long.toString(pass(work, step)), "lines", Integer.toString(work.lines(step.caseNumber()).size())));
            return Facts.of("claimVerdict", claim.verdict()).with("passLines", pass(work, step));
        }
    }

    @Block(name = "tallyLines", title = "汇总通过的行与金额（分）", sets = {"passLines", "passAmount"})
    record TallyLines(CaseJudging judging, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            judging.performAnew(step.caseNumber());
            var standing = passing(work, step).stream().filter(ClaimLine::stands).toList();
            return Facts.of("passLines", (long) standing.size()).with("passAmount", standing.stream().map(ClaimLine::amount).reduce(Money.ZERO, Money::plus).fen());
        }
    }

    @Block(name = "approveGroup", title = "登记予以补贴的行与金额")
    record ApproveGroup(Cases cases, ClaimLines lines, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            lines.state(file(cases, step), step.group(), ClaimLine.State.OPEN, ClaimLine.State.APPROVED);
            work.happened(step.caseNumber(), "GroupApproved", Map.of("group", step.group(), "amount", work.total(step.caseNumber(), step.group()).toString()));
            return Facts.NONE;
        }
    }

    @Block(name = "rejectGroup", title = "登记不予通过的行与理由")
    record RejectGroup(Cases cases, ClaimLines lines, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            lines.state(file(cases, step), step.group(), ClaimLine.State.OPEN, ClaimLine.State.REJECTED);
            work.happened(step.caseNumber(), "GroupRejected", Map.of("group", step.group()));
            return Facts.NONE;
        }
    }

    @Block(name = "rejectCase", title = "登记不予通过的理由与条款")
    record RejectCase(Cases cases, ClaimLines lines, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            lines.refuseRest(file(cases, step));
            work.happened(step.caseNumber(), "CaseRejected", Map.of());
            return Facts.NONE;
        }
    }

    @Block(name = "refuseRest", title = "登记未通过的行不予办理")
    record RefuseRest(Cases cases, ClaimLines lines) implements BlockCall {
        @Override
        public Facts call(Step step) {
            lines.refuseRest(file(cases, step));
            return Facts.NONE;
        }
    }

    @Block(name = "settleLines", title = "登记各行已拨付")
    record SettleLines(Cases cases, ClaimLines lines, OwnRegister register, FormValues values, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var file = file(cases, step);
            var paid = work.group(step.caseNumber(), step.group()).stream().filter(line -> line.state() == ClaimLine.State.APPROVED).toList();
            register.paid(file, FormValues.nested(values.read(file)), paid);
            lines.state(file, step.group(), ClaimLine.State.APPROVED, ClaimLine.State.PAID);
            work.happened(step.caseNumber(), "GroupPaid", Map.of("group", step.group(), "amount", work.total(step.caseNumber(), step.group()).toString()));
            return Facts.NONE;
        }
    }

    @Block(name = "closeCase", title = "结案归档")
    record CloseCase(Cases cases, ClaimLines lines, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            lines.refuseRest(file(cases, step));
            work.happened(step.caseNumber(), "CaseClosed", Map.of());
            return Facts.NONE;
        }
    }

    @Block(name = "grantRecognition", title = "登记认定编号、级别、有效期与地址范围")
    record GrantRecognition(Cases cases, FormValues values, OwnRegister register, Schemes schemes, CaseWork work, Clock clock) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var file = file(cases, step);
            var scheme = schemes.release(file.releaseId());
            var today = WorkingCalendar.dayOf(clock.instant());
            var years = scheme.parameters().find(scheme.pack().grants().years(), new Region(file.region()), today)
                    .orElseThrow(() -> Refusal.conflict("limitMissing", scheme.pack().grants().years()));
            var typed = values.read(file);
            register.grant(file, scheme, typed, typed.getOrDefault(scheme.pack().grants().level(), "COUNTY"), today, today.plusYears(years.number()));
            work.happened(step.caseNumber(), "RecognitionGranted", Map.of("number", CaseWork.RECOGNITION + file.number()));
            return Facts.NONE;
        }
    }

    /** Asks every data check of the scheme for the claim and its lines; the source's down time is never the officer's. */
    @Component
    record GatherEvidence(Cases cases, Gathering gathering, Evidence evidence) implements Topic<Instant> {
        @Override
        public String name() {
            return "gatherEvidence";
        }

        @Override
        public String title() {
            return "向各部门查询申请与每一行的事实";
        }

        @Override
        public Instant ask(Step step) {
            var since = file(cases, step).submittedAt();
            gathering.gather(step.caseNumber(), since, (done, total) -> { });
            return since;
        }

        @Override
        public Facts store(Step step, Instant since) {
            evidence.supersede(step.caseNumber(), since);
            return Facts.NONE;
        }
    }

    /** After the longest outage that is waited for (T_OUTAGE, flows §8.3): what is silent stays unknown and a person decides on proof or a commitment. */
    @Component
    record GatherAvailable(CaseJudging judging, Evidence evidence, PostChecks postChecks, CaseWork work) implements Topic<Evidence.Available> {
        @Override
        public String name() {
            return "gatherAvailable";
        }

        @Override
        public String title() {
            return "来源长时间中断时，先查询能查到的事实，其余由人核对";
        }

        @Override
        public Evidence.Available ask(Step step) {
            return evidence.askAvailable(judging.questions(step.caseNumber()));
        }

        @Override
        public Facts store(Step step, Evidence.Available known) {
            evidence.store(step.caseNumber(), known.answers());
            if (!known.down().isEmpty()) {
                postChecks.open(step.caseNumber(), known.down());
                work.happened(step.caseNumber(), "SourceOutage", Map.of("source", String.join("、", known.down())));
            }
            return Facts.NONE;
        }
    }

    private static CaseFile file(Cases cases, Step step) {
        return cases.findByNumber(step.caseNumber()).orElseThrow(Refusal::notFound);
    }

    private static long pass(CaseWork work, Step step) {
        return passing(work, step).size();
    }

    public static List<ClaimLine> passing(CaseWork work, Step step) {
        return work.lines(step.caseNumber()).stream().filter(line -> "PASS".equals(line.verdict())).toList();
    }
}
