package org.huibu.portal.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.judging.EligibilityChecks;
import org.huibu.scheme.Schemes;
import org.huibu.web.NoEffect;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Would this be paid? Departments are asked; no case comes of it. */
@RestController
@RequestMapping("/api/v1/eligibility-checks")
@Tag(name = "eligibility", description = "Judging without a case · 不立案的资格核对")
class EligibilityApi {

    private final Schemes schemes;
    private final EligibilityChecks checks;

    EligibilityApi(Schemes schemes, EligibilityChecks checks) {
        this.schemes = schemes;
        this.checks = checks;
    }

    @Schema(name = "EligibilityQuestion")
    record Asked(@Schema(example = "incubation-award") String scheme, @Schema(example = "990101") String region,
                 @Schema(example = "{\"operator.uscc\": \"91990101MA00090010\", \"claim.periodStart\": \"2025-10-01\", \"claim.periodEnd\": \"2026-09-30\"}") Map<String, String> form,
                 List<Map<String, String>> lines) {
        Asked {
            form = form == null ? Map.of() : form;
            lines = lines == null ? List.of() : lines;
        }
    }

    @Schema(name = "EligibilityAnswer")
    record Answer(String scheme, int release, JudgementView claim, List<JudgementView> lines, long amountFen) { }

    @PostMapping
    @NoEffect
    @Operation(operationId = "checkEligibility", summary = "Judge a claim without filing it: verdict, clauses and facts per criterion, amount per line · 不提交而核对资格")
    Answer check(@RequestBody Asked asked) {
        var scheme = schemes.scheme(Typed.scheme(asked.scheme()));
        var region = Typed.region(asked.region());
        Typed.known(scheme, asked.form(), asked.lines());
        var result = checks.check(scheme.key(), region, asked.form(), asked.lines());
        var lines = result.lines().stream().map(JudgementView::of).toList();
        return new Answer(scheme.key(), result.scheme().version(), JudgementView.of(result.claim()), lines, lines.stream().mapToLong(JudgementView::amountFen).sum());
    }
}
