package org.huibu.casefile.roster;

import java.util.Map;
import java.util.function.Predicate;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.Cases;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.ClaimLines;
import org.huibu.casefile.FormValues;
import org.huibu.casefile.judging.CaseJudging;
import org.huibu.casefile.judging.OwnRegister;
import org.huibu.process.Facts;
import org.huibu.process.block.Block;
import org.huibu.process.block.BlockCall;
import org.huibu.process.block.Step;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Refusal;
import org.springframework.stereotype.Component;

/** What models may call to write a roster. */
final class RosterBlocks {

    private RosterBlocks() {
    }

    @Block(name = "recordRoster", title = "把入驻与退出写入名册")
    record RecordRoster(Recording recording) implements BlockCall {
        @Override
        public Facts call(Step step) {
            recording.record(step.caseNumber(), line -> true, false);
            return Facts.NONE;
        }
    }

    @Block(name = "recordUndisputed", title = "把没有异议的行写入名册，有异议的待查清后再登记")
    record RecordUndisputed(Recording recording) implements BlockCall {
        @Override
        public Facts call(Step step) {
            recording.record(step.caseNumber(), line -> "MAIN".equals(line.group()), true);
            return Facts.NONE;
        }
    }

    /** Rosters may have changed while the case was under way: they are asked once more, under their lock, so that nobody gets onto two that exclude each other. */
    @Component
    record Recording(Cases cases, ClaimLines lines, FormValues values, OwnRegister register, Rosters rosters, CaseJudging judging, Schemes schemes, CaseWork work) {

        /** @throws Refusal CONFLICT {@code nobodyLeft} if somebody is wanted and no line stands */
        void record(String number, Predicate<ClaimLine> these, boolean wanted) {
            var file = cases.findByNumber(number).orElseThrow(Refusal::notFound);
            var scheme = schemes.release(file.releaseId());
            var grants = scheme.pack().grants();
            rosters.lock(grants == null ? scheme.pack().requires().recognition() : grants.recognition());
            var overtaken = judging.overtaken(number);
            var all = lines.of(file);
            var standing = all.stream().filter(line -> !"FAIL".equals(line.verdict()) && line.state() != ClaimLine.State.REJECTED).toList();
            if (wanted && standing.isEmpty()) {
                throw Refusal.conflict("nobodyLeft");
            }
            all.stream().filter(line -> overtaken.contains(line.seq()))
                    .forEach(line -> work.happened(number, "LineOvertaken", Map.of("line", Integer.toString(line.seq() + 1))));
            var recognition = register.recognition(file, scheme, FormValues.nested(values.read(file)));
            rosters.write(recognition.id(), String.valueOf(recognition.attributes().getOrDefault("start", recognition.from())), scheme, standing.stream().filter(these).toList());
            work.happened(number, "RosterRecorded", Map.of());
        }
    }
}
