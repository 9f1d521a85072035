package org.huibu.desk.suspension;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.huibu.casefile.CaseFile;
import org.huibu.review.Suspensions;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Suspending a case and going on with it, for programs. Where it stands is read with the case. */
@RestController
@RequestMapping("/api/v1/cases/{number}/suspension")
@Tag(name = "cases")
class SuspensionsApi {

    private final Suspensions suspensions;

    SuspensionsApi(Suspensions suspensions) {
        this.suspensions = suspensions;
    }

    @Schema(name = "Suspended")
    record Suspended(CaseFile.Ground ground, @Schema(example = "粤府〔2017〕101号 五") String clause, @Schema(example = "失信名单待核实") String reason) { }

    @Schema(name = "SuspensionLifted")
    record Lifted(@Schema(example = "已核实，未列入失信名单") String reason) { }

    @PostMapping
    @Operation(operationId = "suspendCase", summary = "Suspend a running case: nobody decides in it and nothing of it is paid · 中止办理")
    ResponseEntity<Void> suspend(@PathVariable String number, @RequestBody Suspended why) {
        suspensions.suspend(number, why.ground() == null ? null : why.ground().name(), why.clause(), why.reason());
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/lift")
    @Operation(operationId = "resumeCase", summary = "Go on with a suspended case; by an approver who is somebody else · 恢复办理")
    ResponseEntity<Void> lift(@PathVariable String number, @RequestBody Lifted why) {
        suspensions.lift(number, why.reason());
        return ResponseEntity.noContent().build();
    }
}
