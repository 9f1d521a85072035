package org.huibu.studio.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.huibu.studio.draft.Workshop;
import org.huibu.web.IfMatch;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The way of a draft to its release. Each step names by {@code If-Match} the version it is about: nobody releases what he has not seen. */
@RestController
@RequestMapping("/api/v1/drafts/{id}")
@Tag(name = "drafts")
class DraftStepsApi {

    private final Workshop workshop;
    private final DraftViews views;

    DraftStepsApi(Workshop workshop, DraftViews views) {
        this.workshop = workshop;
        this.views = views;
    }

    @Schema(name = "DraftReturn")
    record Returned(@Schema(example = "请写明依据") String reason) { }

    private interface Step {
        void at(long version);
    }

    @PostMapping("/submit")
    @Operation(operationId = "submitDraft", summary = "Submit for release; refused with all faults at once · 提交发布")
    ResponseEntity<DraftView.Detail> submit(@PathVariable long id, @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String version) {
        workshop.requireEditor();
        return done(id, version, seen -> workshop.submit(id, seen));
    }

    @PostMapping("/take-back")
    @Operation(operationId = "takeBackDraft", summary = "Take a submitted draft back to go on with it · 撤回修改")
    ResponseEntity<DraftView.Detail> takeBack(@PathVariable long id, @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String version) {
        workshop.requireEditor();
        return done(id, version, seen -> workshop.takeBack(id, seen));
    }

    @PostMapping("/follow")
    @Operation(operationId = "followRelease", summary = "Take over what was released since the draft was begun · 并入现行版本")
    ResponseEntity<DraftView.Detail> follow(@PathVariable long id, @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String version) {
        workshop.requireEditor();
        return done(id, version, seen -> workshop.follow(id, seen));
    }

    @PostMapping("/discard")
    @Operation(operationId = "discardDraft", summary = "Give a draft up · 放弃草稿")
    ResponseEntity<DraftView.Detail> discard(@PathVariable long id, @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String version) {
        workshop.requireEditor();
        return done(id, version, seen -> workshop.discard(id, seen));
    }

    @PostMapping("/return")
    @Operation(operationId = "returnDraft", summary = "The second person returns it with a reason · 第二人退回")
    ResponseEntity<DraftView.Detail> giveBack(@PathVariable long id, @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String version, @RequestBody Returned returned) {
        workshop.requireApprover();
        return done(id, version, seen -> workshop.giveBack(id, seen, returned.reason()));
    }

    @PostMapping("/release")
    @Operation(operationId = "releaseDraft", summary = "The second person releases it: new cases follow it · 第二人发布")
    ResponseEntity<DraftView.Detail> release(@PathVariable long id, @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String version) {
        workshop.requireApprover();
        return done(id, version, seen -> workshop.release(id, seen));
    }

    private ResponseEntity<DraftView.Detail> done(long id, String version, Step step) {
        step.at(IfMatch.version(version));
        var detail = views.detail(id);
        return ResponseEntity.ok().eTag(Long.toString(detail.draft().version())).body(detail);
    }
}
