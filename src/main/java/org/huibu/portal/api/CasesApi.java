package org.huibu.portal.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.entry.Entries;
import org.huibu.identity.CurrentUser;
import org.huibu.review.inbox.Inbox;
import org.huibu.scheme.Schemes;
import org.huibu.web.IfMatch;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An applicant's own cases. A case of somebody else does not exist. */
@RestController
@RequestMapping("/api/v1/cases")
@Tag(name = "cases", description = "One's own applications · 本人的申请")
class CasesApi {

    private static final int MOST = 100;
    private final CaseFiles cases;
    private final Entries entries;
    private final Schemes schemes;
    private final Inbox inbox;
    private final CurrentUser user;

    CasesApi(CaseFiles cases, Entries entries, Schemes schemes, Inbox inbox, CurrentUser user) {
        this.cases = cases;
        this.entries = entries;
        this.schemes = schemes;
        this.inbox = inbox;
        this.user = user;
    }

    @Schema(name = "NewCase")
    record Opened(@Schema(example = "incubation-award") String scheme,
                  @Schema(example = "990101", description = "the account's own region if left out · 不填则为账户所在地区") String region) { }

    /** @param form values by path; those left out stay. @param lines the whole roster; left out, it stays */
    @Schema(name = "CaseChange")
    record Changed(@Schema(example = "{\"operator.name\": \"岭海鸿萌创业孵化有限公司\", \"operator.uscc\": \"91990101MA00090010\"}") Map<String, String> form,
                   List<Map<String, String>> lines) {
        Changed {
            form = form == null ? Map.of() : form;
        }
    }

    /** @param next for {@code before}; null on the last page */
    record CaseList(List<CaseView> items, String next) { }

    /** @param ownNumber ID number or credit code of the applicant */
    @Schema(name = "CaseClaim")
    record Claim(@Schema(example = "白露") String name, @Schema(example = "990101199102111089") String ownNumber) { }

    @PostMapping("/{number}/claim")
    @Operation(operationId = "claimCase", summary = "Claim the draft that a bank opened for me · 认领银行代开的申请")
    ResponseEntity<Void> claim(@PathVariable String number, @RequestBody Claim claim) {
        entries.claim(number, claim.name(), claim.ownNumber());
        return ResponseEntity.noContent().build();
    }

    @GetMapping
    @Operation(operationId = "listCases", summary = "My cases, newest first · 我的申请，最新的在前")
    CaseList list(@RequestParam(required = false) Long before, @RequestParam(defaultValue = "20") int limit) {
        var found = cases.mine(before, Typed.limit(limit, MOST) + 1);
        return new CaseList(found.stream().limit(limit).map(file -> CaseView.of(file, schemes.release(file.releaseId()))).toList(),
                found.size() > limit ? Long.toString(found.get(limit - 1).id()) : null);
    }

    @PostMapping
    @Operation(operationId = "createCase", summary = "Open a draft · 新建申请草稿")
    ResponseEntity<CaseView.Detail> open(@RequestBody Opened opened) {
        var key = Typed.scheme(opened.scheme());
        var number = cases.open(key, opened.region() == null ? user.require().region() : Typed.region(opened.region()));
        var detail = detail(number);
        return ResponseEntity.created(URI.create("/api/v1/cases/" + number)).eTag(Long.toString(detail.version())).body(detail);
    }

    @GetMapping("/{number}")
    @Operation(operationId = "readCase", summary = "One case: state, who has it and until when, form, corrections · 一件申请的情况")
    ResponseEntity<CaseView.Detail> read(@PathVariable String number) {
        return answer(number);
    }

    @PatchMapping("/{number}")
    @Operation(operationId = "changeCase", summary = "Keep form values and roster of a draft or correction, right or wrong · 保存表单与名册")
    ResponseEntity<CaseView.Detail> change(@PathVariable String number, @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String version,
            @RequestBody Changed changed) {
        var scheme = schemes.release(cases.find(number).releaseId());
        var expected = IfMatch.version(version);
        Typed.known(scheme, changed.form(), changed.lines() == null ? List.of() : changed.lines());
        cases.save(number, expected, changed.form(), changed.lines());
        return answer(number);
    }

    @PostMapping("/{number}/submit")
    @Operation(operationId = "submitCase", summary = "Submit a draft; refused with all faults at once · 提交")
    ResponseEntity<CaseView.Detail> submit(@PathVariable String number) {
        cases.submit(number);
        return answer(number);
    }

    @PostMapping("/{number}/correct")
    @Operation(operationId = "correctCase", summary = "Answer the open correction notice · 提交补正")
    ResponseEntity<CaseView.Detail> correct(@PathVariable String number) {
        cases.correct(number);
        return answer(number);
    }

    @PostMapping("/{number}/withdraw")
    @Operation(operationId = "withdrawCase", summary = "Withdraw, as long as no line is approved · 撤回")
    ResponseEntity<CaseView.Detail> withdraw(@PathVariable String number) {
        cases.withdraw(number);
        return answer(number);
    }

    private ResponseEntity<CaseView.Detail> answer(String number) {
        var detail = detail(number);
        return ResponseEntity.ok().eTag(Long.toString(detail.version())).body(detail);
    }

    private CaseView.Detail detail(String number) {
        var file = cases.find(number);
        var scheme = schemes.release(file.releaseId());
        return new CaseView.Detail(CaseView.of(file, scheme), file.suspension().map(CaseView.Suspended::of).orElse(null), file.version(), CaseView.masked(scheme.form().single(), cases.values(number)),
                cases.lines(number).size(), cases.materials(number).stream().map(CaseView.Material::of).toList(),
                cases.corrections(number).stream().map(c -> new CaseView.Correction(c.item(), c.text())).toList(),
                inbox.ofCase(number).stream().map(CaseView.Waiting::of).toList());
    }
}
