package org.huibu.portal.form;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.huibu.casefile.listing.RosterLists;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Names for the roster from a department's list, such as the firm's insured, for programs: the firm's own account, under its mandate. */
@RestController
@RequestMapping("/api/v1/cases/{number}/listed")
@Tag(name = "listed", description = "Names for a roster from a department's list, under the mandate of the firm · 按授权从部门名单选取")
class ListedApi {

    private final RosterLists lists;

    ListedApi(RosterLists lists) {
        this.lists = lists;
    }

    /** @param key names the entry when it is added @param shown roster column → value, personal numbers masked @param rostered on the roster already */
    @Schema(name = "ListedEntry")
    record Entry(String key, Map<String, String> shown, boolean rostered) {
        static Entry of(RosterLists.Entry one) {
            return new Entry(one.key(), one.shown(), one.rostered());
        }
    }

    /** @param total of all pages; @param page from 0, of 50 entries */
    @Schema(name = "ListedPage")
    record Part(int total, int page, List<Entry> items) { }

    /** @param page that showed them */
    @Schema(name = "ListedChoice")
    record Choice(@Schema(example = "0") Integer page, Set<String> keys) { }

    @Schema(name = "ListedAdded")
    record Added(int added) { }

    @GetMapping
    @Operation(operationId = "readListed", summary = "A page of the list; 409 mandateMissing before the mandate · 一页名单")
    Part page(@PathVariable String number, @RequestParam(defaultValue = "0") int page) {
        var part = lists.page(number, page);
        return new Part(part.total(), page, part.entries().stream().map(Entry::of).toList());
    }

    @PostMapping("/mandate")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "mandateListed", summary = "Allow the house to ask for the list of the firm in the form · 授权查询本企业名单")
    void mandate(@PathVariable String number) {
        lists.mandate(number);
    }

    @PostMapping
    @Operation(operationId = "addListed", summary = "Put entries of a page on the roster; who is on it already stays once · 选入名册")
    Added add(@PathVariable String number, @RequestBody Choice choice) {
        return new Added(lists.add(number, Objects.requireNonNullElse(choice.page(), 0), Objects.requireNonNullElse(choice.keys(), Set.of())));
    }
}
