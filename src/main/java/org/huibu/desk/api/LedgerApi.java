package org.huibu.desk.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.huibu.desk.finance.LedgerAsked;
import org.huibu.ledger.LedgerBook;
import org.huibu.ledger.LedgerEntry;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The ledger of one's own region, to read. */
@RestController
@RequestMapping("/api/v1/ledger")
@Tag(name = "ledger", description = "The double-entry ledger, to read · 复式账簿（只读）")
class LedgerApi {

    private static final int MOST = 100;
    private final LedgerBook ledger;

    LedgerApi(LedgerBook ledger) {
        this.ledger = ledger;
    }

    /** Money moved from source to destination. */
    @Schema(name = "LedgerPosting")
    record Posting(String source, String destination, long amountFen) { }

    /** @param reference of the business act, once for ever; @param caseNumber null for what belongs to no case */
    @Schema(name = "LedgerEntry")
    record Entry(String id, String reference, String caseNumber, String actor, Instant at, List<Posting> postings) {
        static Entry of(LedgerEntry entry) {
            return new Entry(Long.toString(entry.id()), entry.reference(), entry.caseNumber(), entry.actor(), entry.at(),
                    entry.lines().stream().map(line -> new Posting(line.source(), line.destination(), line.amount().fen())).toList());
        }
    }

    /** @param next for {@code before}; null on the last page */
    @Schema(name = "LedgerEntryList")
    record EntryList(List<Entry> items, String next) { }

    @GetMapping("/entries")
    @Operation(operationId = "listLedgerEntries", summary = "Acts in the ledger of my region, newest first · 本地区的记账，最新的在前")
    EntryList list(@Parameter(description = "how the business reference begins · 记账依据的开头") @RequestParam(required = false) String reference,
            @RequestParam(required = false) String caseNumber, @Parameter(description = "part of an account's name · 科目名称的一部分") @RequestParam(required = false) String account,
            @Parameter(description = "first day, Asia/Shanghai · 起始日") @RequestParam(required = false) String from,
            @Parameter(description = "last day · 截止日") @RequestParam(required = false) String to,
            @Parameter(description = "yuan, of one posting · 单笔金额下限（元）") @RequestParam(required = false) String least,
            @Parameter(description = "yuan, of one posting · 单笔金额上限（元）") @RequestParam(required = false) String most,
            @RequestParam(required = false) Long before, @RequestParam(defaultValue = "25") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Refusal.invalid(List.of(Fault.at("limit", "limitWrong", 1, MOST)));
        }
        var found = ledger.find(new LedgerAsked(reference, caseNumber, account, from, to, least, most).wanted(), before, limit + 1);
        return new EntryList(found.stream().limit(limit).map(Entry::of).toList(), found.size() > limit ? Long.toString(found.get(limit - 1).id()) : null);
    }
}
