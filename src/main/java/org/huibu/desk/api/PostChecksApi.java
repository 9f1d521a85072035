package org.huibu.desk.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.huibu.casefile.postcheck.DrawnCheck;
import org.huibu.casefile.postcheck.DrawnChecks;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Drawn post-checks of one's own region, to read; they are decided as tasks. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "post-checks", description = "Paid cases drawn by lot or by risk · 按随机或者风险抽中的事后核查")
class PostChecksApi {

    private static final int MOST = 100;
    private final DrawnChecks checks;

    PostChecksApi(DrawnChecks checks) {
        this.checks = checks;
    }

    /** @param seed a case's place is the SHA-256 of {@code <seed>/<case number>} in hexadecimal, the smallest are drawn @param open of those drawn, not decided yet */
    @Schema(name = "PostCheckDraw")
    record Draw(String id, String region, @Schema(example = "2026-10") String period, String seed, int cases, int atRandom, int byRisk, Instant drawnAt, int open, int toRecover) { }

    /** @param next for {@code before}; null on the last page */
    @Schema(name = "PostCheckDrawList")
    record DrawList(List<Draw> items, String next) { }

    /** @param ground RANDOM or RISK, as text; null, as {@code state}, if it was not drawn @param state DRAWN, OPEN, IN_ORDER or TO_RECOVER @param recovery number of the case that the finding opened */
    @Schema(name = "PostCheck")
    record Check(String id, String region, String period, String caseNumber, int weight, List<String> signals, String ground, String state, Instant decidedAt, String opinion, String recovery) {
        static Check of(DrawnCheck one) {
            return new Check(Long.toString(one.id()), one.region(), one.period(), one.caseNumber(), one.weight(), one.signals().stream().map(Enum::name).toList(), name(one.ground()), name(one.state()),
                    one.decidedAt(), one.opinion(), one.recovery());
        }

        private static String name(Enum<?> code) {
            return Stream.ofNullable(code).map(Enum::name).findFirst().orElse(null);
        }
    }

    /** @param next for {@code before}, of a whole list for {@code after}; null on the last page */
    @Schema(name = "PostCheckList")
    record CheckList(List<Check> items, String next) { }

    @GetMapping("/post-check-draws")
    @Operation(operationId = "listPostCheckDraws", summary = "Draws of my region, newest first · 本地区的抽取，最新的在前")
    DrawList draws(@RequestParam(required = false) Long before, @RequestParam(defaultValue = "25") int limit) {
        within(limit);
        var found = checks.draws(before, limit + 1);
        return new DrawList(found.stream().limit(limit).map(one -> new Draw(Long.toString(one.id()), one.region(), one.period(), one.seed(), one.cases(), one.atRandom(), one.byRisk(), one.drawnAt(),
                one.open(), one.toRecover())).toList(), found.size() > limit ? Long.toString(found.get(limit - 1).id()) : null);
    }

    @GetMapping("/post-check-draws/{id}/cases")
    @Operation(operationId = "listPostCheckDrawCases", summary = "The whole list of a draw by case number, drawn or not · 一次抽取的全部名单")
    CheckList cases(@PathVariable long id, @RequestParam(required = false) String after, @RequestParam(defaultValue = "25") int limit) {
        within(limit);
        var found = checks.list(id, after, limit + 1);
        return new CheckList(found.stream().limit(limit).map(Check::of).toList(), found.size() > limit ? found.get(limit - 1).caseNumber() : null);
    }

    @GetMapping("/post-checks")
    @Operation(operationId = "listPostChecks", summary = "Drawn cases of my region, newest first · 本地区抽中的案件，最新的在前")
    CheckList drawn(@RequestParam(required = false) List<DrawnCheck.State> state, @RequestParam(required = false) Long before, @RequestParam(defaultValue = "25") int limit) {
        within(limit);
        var found = checks.drawn(state == null ? List.of() : state, before, limit + 1);
        return new CheckList(found.stream().limit(limit).map(Check::of).toList(), found.size() > limit ? Long.toString(found.get(limit - 1).id()) : null);
    }

    private static void within(int limit) {
        if (limit < 1 || limit > MOST) {
            throw Refusal.invalid(List.of(Fault.at("limit", "limitWrong", 1, MOST)));
        }
    }
}
