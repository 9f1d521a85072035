package org.huibu.studio.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.huibu.studio.draft.Workshop;
import org.huibu.web.IfMatch;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Drafts of releases: what they hold, what the checks say of it, what would change. */
@RestController
@RequestMapping("/api/v1/drafts")
@Tag(name = "drafts", description = "Drafts of releases · 版本草稿")
class DraftsApi {

    private final Workshop workshop;
    private final DraftViews views;

    DraftsApi(Workshop workshop, DraftViews views) {
        this.workshop = workshop;
        this.views = views;
    }

    /** @param purpose why, and on what ground */
    @Schema(name = "NewDraft")
    record Opened(@Schema(example = "incubation-award") String scheme, @Schema(example = "依据新文件提高标准") String purpose) { }

    @Schema(name = "DraftList")
    record Going(List<DraftView> items) { }

    @GetMapping
    @Operation(operationId = "listDrafts", summary = "Open and submitted drafts, newest first · 在办草稿，最新的在前")
    Going list() {
        return new Going(workshop.going().stream().map(views::of).toList());
    }

    @PostMapping
    @Operation(operationId = "createDraft", summary = "Begin a draft on what new cases follow now · 以现行版本为底稿起草")
    ResponseEntity<DraftView.Detail> open(@RequestBody Opened opened) {
        var detail = views.detail(workshop.openOn(opened.scheme(), opened.purpose()));
        return ResponseEntity.created(URI.create("/api/v1/drafts/" + detail.draft().id())).eTag(Long.toString(detail.draft().version())).body(detail);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "readDraft", summary = "One draft with its files' names and its story · 一份草稿")
    ResponseEntity<DraftView.Detail> read(@PathVariable long id) {
        return answer(id);
    }

    @GetMapping("/{id}/file")
    @Operation(operationId = "readDraftFile", summary = "The text of one file · 一个文件的内容")
    ResponseEntity<DraftView.Text> file(@PathVariable long id, @RequestParam String name) {
        var draft = workshop.find(id);
        if (!draft.files().containsKey(name)) {
            throw Refusal.notFound();
        }
        return ResponseEntity.ok().eTag(Long.toString(draft.version())).body(new DraftView.Text(name, draft.files().get(name)));
    }

    @PutMapping("/{id}/file")
    @Operation(operationId = "putDraftFile", summary = "Keep one file as it is, faults included · 按原样保存一个文件")
    ResponseEntity<DraftView.Detail> put(@PathVariable long id, @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String version, @RequestBody DraftView.Text file) {
        workshop.requireEditor();
        if (file.name() == null || file.text() == null) {
            throw Refusal.invalid(List.of(Fault.at(file.name() == null ? "name" : "text", "required")));
        }
        workshop.save(id, IfMatch.version(version), file.name(), file.text());
        return answer(id);
    }

    @GetMapping("/{id}/check")
    @Operation(operationId = "checkDraft", summary = "All faults, by the checks that deployment applies · 与部署时相同的检查")
    DraftView.Check check(@PathVariable long id) {
        return views.check(id);
    }

    @GetMapping("/{id}/difference")
    @Operation(operationId = "compareDraft", summary = "What would change for new cases · 与现行版本的差异")
    DraftView.Difference difference(@PathVariable long id) {
        return views.difference(id);
    }

    private ResponseEntity<DraftView.Detail> answer(long id) {
        var detail = views.detail(id);
        return ResponseEntity.ok().eTag(Long.toString(detail.draft().version())).body(detail);
    }
}
