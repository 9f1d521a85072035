package org.huibu.casefile.payment;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.Cases;
import org.huibu.casefile.FormValues;
import org.huibu.casefile.judging.OwnRegister;
import org.huibu.casefile.tracking.CaseClocks;
import org.huibu.process.Facts;
import org.huibu.process.Processes;
import org.huibu.process.block.Block;
import org.huibu.process.block.BlockCall;
import org.huibu.process.block.Sends;
import org.huibu.process.block.Step;
import org.huibu.scheme.Phase;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;

/** What models may call about the settlement of what they granted, and about cases that the office opened by itself. */
final class SettlementBlocks {

    private SettlementBlocks() {
    }

    @Block(name = "lookAtSettlement", title = "查明已授予的事项是否已结算、正在结算、有预支待结算、已取消或无需结算", sets = "settlementStanding")
    record Standing(OfficeClaims claims) implements BlockCall {
        @Override
        public Facts call(Step step) {
            return Facts.of("settlementStanding", claims.standing(step.caseNumber()));
        }
    }

    @Block(name = "openSettlement", title = "申领期满未申领的，依职权按已证明的事实启动结算")
    record Open(OfficeClaims claims, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            work.happened(step.caseNumber(), "SettlementOpened", Map.of("number", claims.open(step.caseNumber())));
            return Facts.NONE;
        }
    }

    @Block(name = "amendRecognition", title = "按同意的变更修改已授予事项的内容，期限随之变动")
    record Amend(Cases cases, FormValues values, OwnRegister register, CaseClocks clocks, Schemes schemes, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var file = cases.findByNumber(step.caseNumber()).orElseThrow(Refusal::notFound);
            var typed = values.read(file);
            var scheme = schemes.release(file.releaseId());
            var recognition = register.required(file.applicantIndex(), scheme, FormValues.nested(typed)).orElseThrow(() -> Refusal.conflict("noRecognition"));
            var changed = new TreeMap<String, String>();
            scheme.pack().amends().forEach((attribute, path) -> {
                if (!typed.getOrDefault(path, "").isBlank()) {
                    changed.put(attribute, typed.get(path));
                }
            });
            if (!changed.isEmpty()) {
                register.amend(recognition, changed);
            }
            var granting = recognition.number().substring(CaseWork.RECOGNITION.length());
            clocks.grantAmended(granting);
            work.happened(granting, "GrantAmended", Map.of("number", step.caseNumber()));
            return Facts.NONE;
        }
    }

    /** Only what runs can be cancelled: not before the advance is paid and objections are cleared, nor once it is being settled. */
    @Block(name = "cancelGrant", title = "取消已授予的事项，通知授予案办理后续")
    @Sends(@Sends.Message(name = "GrantCancelled"))
    record Cancel(Cases cases, FormValues values, OwnRegister register, Advances advances, Processes processes, Schemes schemes, CaseWork work, Clock clock) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var file = cases.findByNumber(step.caseNumber()).orElseThrow(Refusal::notFound);
            var recognition = register.required(file.applicantIndex(), schemes.release(file.releaseId()), FormValues.nested(values.read(file))).orElseThrow(() -> Refusal.conflict("noRecognition"));
            advances.lock(recognition.number());
            var granting = recognition.number().substring(CaseWork.RECOGNITION.length());
            if (!processes.waitsFor("GrantCancelled", granting, null)) {
                throw Refusal.conflict("cannotCancelNow", recognition.number());
            }
            register.cancel(recognition, WorkingCalendar.dayOf(clock.instant()));
            work.happened(granting, "GrantCancelled", Map.of("number", step.caseNumber()));
            processes.tell("GrantCancelled", granting, null, Facts.NONE);
            return Facts.NONE;
        }
    }

    @Block(name = "restoreStanding", title = "退汇处理完毕，恢复退汇前的办理状态")
    record RestoreStanding(Cases cases, Schemes schemes, Clock clock) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var file = cases.findByNumber(step.caseNumber()).orElseThrow(Refusal::notFound);
            var scheme = schemes.release(file.releaseId());
            var now = scheme.state(file.state()).phase();
            // Where the case itself has gone on meanwhile, it stands there.
            step.facts().text("standing").filter(before -> now == Phase.PAYING || now == Phase.PAID).ifPresent(before -> {
                file.happened("StateReached", Map.of("state", before));
                file.reached(before, scheme.state(before), clock.instant());
                cases.save(file);
            });
            return Facts.NONE;
        }
    }

    @Block(name = "tellOrigin", title = "查明案件由申请人提出还是依职权启动", sets = "origin")
    record TellOrigin(Cases cases) implements BlockCall {
        @Override
        public Facts call(Step step) {
            return Facts.of("origin", cases.findByNumber(step.caseNumber()).orElseThrow(Refusal::notFound).exOfficio() ? "OFFICE" : "APPLICANT");
        }
    }
}
