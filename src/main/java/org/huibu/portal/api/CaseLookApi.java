package org.huibu.portal.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.process.SourceDown;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Refusal;
import org.huibu.web.Formats;
import org.huibu.web.NoEffect;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an applicant may know of a case before and after submitting it. */
@RestController
@RequestMapping("/api/v1/cases/{number}")
@Tag(name = "cases")
class CaseLookApi {

    private static final int MOST = 500;
    private final CaseFiles cases;
    private final CaseWork work;
    private final Schemes schemes;
    private final Formats formats;

    CaseLookApi(CaseFiles cases, CaseWork work, Schemes schemes, Formats formats) {
        this.cases = cases;
        this.work = work;
        this.schemes = schemes;
        this.formats = formats;
    }

    record Wrong(String path, String code, String message) { }

    /** @param complete true if submitting would not be refused */
    record Check(boolean complete, List<Wrong> errors) { }

    record Preview(JudgementView claim, List<CaseView.Line> lines) { }

    /** @param next for {@code after}; null on the last page */
    record LineList(List<CaseView.Line> items, Integer next) { }

    record Timeline(List<CaseView.Event> items) { }

    @GetMapping("/check")
    @Operation(operationId = "checkCase", summary = "All that submitting would be refused for · 提交前检查")
    Check check(@PathVariable String number) {
        var faults = cases.check(number);
        return new Check(faults.isEmpty(), faults.stream().map(f -> new Wrong(f.path(), f.code(), formats.fault(f))).toList());
    }

    @PostMapping("/preview")
    @NoEffect
    @Operation(operationId = "previewCase", summary = "Ask the departments and judge each line before submitting · 提交前试算")
    Preview preview(@PathVariable String number) {
        try {
            var claim = cases.preview(number);
            var scheme = schemes.release(cases.find(number).releaseId());
            return new Preview(JudgementView.of(claim), cases.lines(number).stream().map(line -> CaseView.Line.of(line, scheme)).toList());
        } catch (SourceDown down) {
            throw new Refusal(Refusal.Kind.UNAVAILABLE, "sourceDown", down.source());
        }
    }

    @GetMapping("/lines")
    @Operation(operationId = "listLines", summary = "Lines of the roster with verdict and amount · 名册各行的结论与金额")
    LineList lines(@PathVariable String number, @RequestParam(defaultValue = "-1") int after, @RequestParam(defaultValue = "100") int limit) {
        var scheme = schemes.release(cases.find(number).releaseId());
        var found = cases.lines(number).stream().filter(line -> line.seq() > after).limit(Typed.limit(limit, MOST) + 1L).toList();
        return new LineList(found.stream().limit(limit).map(line -> CaseView.Line.of(line, scheme)).toList(),
                found.size() > limit ? found.get(limit - 1).seq() : null);
    }

    @GetMapping("/lines/{line}")
    @Operation(operationId = "readLine", summary = "One line with its findings · 一行的认定依据")
    CaseView.LineDetail line(@PathVariable String number, @PathVariable int line) {
        var scheme = schemes.release(cases.find(number).releaseId());
        var found = cases.lines(number).stream().filter(one -> one.seq() == line).findFirst().orElseThrow(Refusal::notFound);
        return new CaseView.LineDetail(CaseView.Line.of(found, scheme), JudgementView.FindingView.of(work.findings(number, line)));
    }

    @GetMapping("/findings")
    @Operation(operationId = "listFindings", summary = "Findings about the claim as a whole · 对整件申请的认定")
    List<JudgementView.FindingView> findings(@PathVariable String number) {
        cases.find(number);
        return JudgementView.FindingView.of(work.claimFindings(number));
    }

    @GetMapping("/timeline")
    @Operation(operationId = "readTimeline", summary = "What happened, oldest first · 办理经过")
    Timeline timeline(@PathVariable String number) {
        cases.find(number);
        return new Timeline(work.timeline(number).stream().map(CaseView.Event::of).toList());
    }
}
