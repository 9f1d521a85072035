package org.huibu.portal.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.huibu.casefile.CaseFiles;
import org.huibu.consent.Consent;
import org.huibu.consent.Consents;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who has to consent to a case and who has; the persons themselves answer on the page behind their link. */
@RestController
@RequestMapping("/api/v1/cases/{number}/consents")
@Tag(name = "consents", description = "Consents · 相关人同意")
class ConsentsApi {

    private final CaseFiles cases;
    private final Consents consents;

    ConsentsApi(CaseFiles cases, Consents consents) {
        this.cases = cases;
        this.consents = consents;
    }

    /** @param kind as the scheme names it, for instance spouse; @param expiresAt of the newest link; @param reason of a refusal */
    @Schema(name = "Consent")
    record View(String id, String kind, String person, Consent.State state, Instant askedAt, Instant expiresAt, Instant answeredAt, String reason) { }

    @GetMapping
    @Operation(operationId = "listConsents", summary = "Who has to consent and who has · 查看相关人同意")
    List<View> list(@PathVariable String number) {
        cases.find(number);
        return consents.ofCase(number).stream().map(one -> new View(Long.toString(one.id()), one.kind(), one.person(), one.state(), one.askedAt(), one.expiresAt(), one.answeredAt(), one.reason())).toList();
    }

    @PostMapping("/{id}/renew")
    @Operation(operationId = "renewConsentLink", summary = "Send a new link; the one before no longer works · 重发确认链接")
    ResponseEntity<Void> renew(@PathVariable String number, @PathVariable long id) {
        consents.renew(number, id);
        return ResponseEntity.noContent().build();
    }
}
