package org.huibu.casefile.payment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.huibu.casefile.CaseBlocks;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.Cases;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.ClaimLines;
import org.huibu.casefile.FormValues;
import org.huibu.casefile.judging.OwnRegister;
import org.huibu.casefile.recovery.RecoveryCases;
import org.huibu.process.Facts;
import org.huibu.process.block.Block;
import org.huibu.process.block.BlockCall;
import org.huibu.process.block.Step;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;

/** What models may call to settle what was advanced under the recognition that the scheme requires. */
final class AdvanceBlocks {

    private AdvanceBlocks() {
    }

    @Block(name = "offsetAdvance", title = "以已预支款抵扣应付额，得出余额", sets = "passAmount")
    record Offset(Cases cases, ClaimLines lines, FormValues values, OwnRegister register, Advances advances, Schemes schemes, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var file = cases.findByNumber(step.caseNumber()).orElseThrow(Refusal::notFound);
            var recognition = register.required(file.applicantIndex(), schemes.release(file.releaseId()), FormValues.nested(values.read(file)))
                    .orElseThrow(() -> Refusal.conflict("noRecognition"));
            var advance = advances.advanced(recognition.number()).held();
            advances.offset(file, advance, CaseBlocks.passing(work, step).stream().filter(ClaimLine::stands).toList());
            if (file.exOfficio()) {
                advances.claimedNothing(file);
            }
            var balance = CaseBlocks.passing(work, step).stream().filter(ClaimLine::stands).map(ClaimLine::amount).reduce(Money.ZERO, Money::plus);
            work.happened(step.caseNumber(), "AdvanceOffset", Map.of("amount", advance.toString(), "balance", balance.toString()));
            return Facts.of("passAmount", balance.fen());
        }
    }

    @Block(name = "settleAdvance", title = "登记已结算；预支多于结算的登记应退金额与期限", sets = "refund")
    record Settle(Cases cases, ClaimLines lines, FormValues values, OwnRegister register, Advances advances, RecoveryCases recoveries, Schemes schemes, CaseWork work, Clock clock) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var file = cases.findByNumber(step.caseNumber()).orElseThrow(Refusal::notFound);
            var scheme = schemes.release(file.releaseId());
            var form = FormValues.nested(values.read(file));
            var recognition = register.required(file.applicantIndex(), scheme, form).orElseThrow(() -> Refusal.conflict("noRecognition"));
            var covered = CaseBlocks.passing(work, step).stream().filter(line -> line.state() == ClaimLine.State.OPEN && line.amount().isZero()).toList();
            register.paid(file, form, covered);
            lines.covered(file, covered);
            lines.refuseRest(file);
            var granted = CaseBlocks.passing(work, step).stream().filter(line -> line.state() == ClaimLine.State.PAID).toList();
            var today = WorkingCalendar.dayOf(clock.instant());
            var months = scheme.parameters().find(scheme.pack().refund().months(), new Region(file.region()), today)
                    .orElseThrow(() -> Refusal.conflict("limitMissing", scheme.pack().refund().months())).number();
            var ends = LocalDate.parse(String.valueOf(recognition.attributes().getOrDefault("end", today)));
            advances.lock(recognition.number());
            var settled = advances.settle(file, recognition.number(), granted, ends, months);
            work.happened(step.caseNumber(), settled.refund().isZero() ? "AdvanceSettled" : "RefundDue",
                    Map.of("amount", settled.refund().isZero() ? settled.earned().toString() : settled.refund().toString(), "until", String.valueOf(settled.due())));
            if (!settled.refund().isZero()) {
                recoveries.decided(recognition.number().substring(CaseWork.RECOGNITION.length()), step.caseNumber(), settled.advance(), settled.advance().minus(settled.refund()), settled.due());
            }
            return Facts.of("refund", settled.refund().fen());
        }
    }
}
