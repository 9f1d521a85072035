package org.huibu.desk.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.entry.Entries;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Drafts that a bank opens for its borrowers. */
@RestController
@RequestMapping("/api/v1/entries")
@Tag(name = "entries", description = "Drafts opened for an applicant · 代申请人开立的草稿")
class EntriesApi {

    private static final int MOST = 100;
    private final Entries entries;

    EntriesApi(Entries entries) {
        this.entries = entries;
    }

    /** @param form values by path, at least name and number of the applicant */
    @Schema(name = "NewEntry")
    record Opened(@Schema(example = "loan-person") String scheme, @Schema(example = "990101") String region, @Schema(example = "{\"borrower.name\": \"白露\"}") Map<String, String> form) { }

    @PostMapping
    @Operation(operationId = "openEntry", summary = "Open a draft for an applicant, who claims it · 代申请人开立草稿")
    ResponseEntity<Void> open(@RequestBody Opened opened) {
        var number = entries.open(opened.scheme(), opened.region(), opened.form() == null ? Map.of() : opened.form());
        return ResponseEntity.created(URI.create("/api/v1/entries/" + number)).build();
    }

    @GetMapping
    @Operation(operationId = "listEntries", summary = "Drafts that I opened and whether they were claimed · 我代开的草稿")
    List<Entries.Entry> list() {
        entries.offered();
        return entries.mine(MOST);
    }
}
