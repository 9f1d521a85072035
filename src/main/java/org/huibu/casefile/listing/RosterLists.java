package org.huibu.casefile.listing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.evidence.Evidence;
import org.huibu.evidence.spi.Listing;
import org.huibu.identity.CurrentUser;
import org.huibu.party.Protection;
import org.huibu.scheme.pack.Pack;
import org.huibu.scheme.Scheme;
import org.huibu.shared.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * People to tick from a list of another department, such as a firm's insured. Only the firm's own account may ask, and only once it has given
 * its mandate in the case; the list is shown and not kept, and personal numbers never travel through the page.
 */
@Service
public class RosterLists {

    /** Entries on a page. */
    public static final int PAGE = 50;
    private static final String MANDATE = "ListMandated";
    private static final int MARK = 16;
    private final CaseFiles cases;
    private final CaseWork work;
    private final Evidence evidence;
    private final Protection protection;
    private final CurrentUser user;

    RosterLists(CaseFiles cases, CaseWork work, Evidence evidence, Protection protection, CurrentUser user) {
        this.cases = cases;
        this.work = work;
        this.evidence = evidence;
        this.protection = protection;
        this.user = user;
    }

    /** @param key what a tick sends; @param shown roster column → value, personal numbers masked; @param rostered already on the roster */
    public record Entry(String key, Map<String, String> shown, boolean rostered) { }

    public record Part(int total, List<Entry> entries) { }

    /** Whether the mandate was given for the number that the form now holds. @throws Refusal NOT_FOUND without such a list, FORBIDDEN {@code listNotYours} */
    @Transactional(readOnly = true)
    public boolean mandated(String number) {
        var mark = mark(number);
        return work.timeline(number).stream().anyMatch(one -> one.what().equals(MANDATE) && one.details().contains("holder=" + mark));
    }

    @Transactional
    public void mandate(String number) {
        var mark = mark(number);
        if (!cases.find(number).editable()) {
            throw Refusal.conflict("caseNotEditable");
        }
        work.happened(number, MANDATE, Map.of("source", rule(number).check(), "holder", mark));
    }

    /**
     * @param page from 0
     * @throws org.huibu.process.SourceDown if the department does not answer
     * @throws Refusal CONFLICT {@code mandateMissing}, FORBIDDEN {@code listNotYours}
     */
    @Transactional(propagation = Propagation.NEVER)
    public Part page(String number, int page) {
        var scheme = work.scheme(number);
        var rostered = cases.lines(number).stream().map(line -> key(scheme, line)).collect(Collectors.toSet());
        var columns = scheme.form().roster().orElseThrow().children();
        var listed = ask(number, page);
        return new Part(listed.total(), listed.entries().stream().map(entry -> {
            var row = row(rule(number), entry);
            var shown = new LinkedHashMap<String, String>();
            columns.stream().filter(column -> row.containsKey(column.path())).forEach(column -> shown.put(column.path(), column.masked(row.get(column.path()))));
            return new Entry(key(scheme, row), shown, rostered.contains(key(scheme, row)));
        }).toList());
    }

    /** Adds those ticked to the roster, but for those on it already. @param page that showed them @return how many were added */
    @Transactional(propagation = Propagation.NEVER)
    public int add(String number, int page, Set<String> keys) {
        var scheme = work.scheme(number);
        var rostered = cases.lines(number).stream().map(line -> key(scheme, line)).collect(Collectors.toSet());
        var chosen = ask(number, page).entries().stream().map(entry -> row(rule(number), entry)).filter(row -> keys.contains(key(scheme, row)) && !rostered.contains(key(scheme, row))).toList();
        chosen.forEach(row -> cases.saveLine(number, null, row));
        return chosen.size();
    }

    private org.huibu.evidence.spi.Listed ask(String number, int page) {
        if (!mandated(number)) {
            throw Refusal.conflict("mandateMissing");
        }
        return evidence.list(new Listing(rule(number).check(), cases.values(number).get(rule(number).subject()), Math.max(0, page) * PAGE, PAGE));
    }

    /** Mark of whose list it is. */
    private String mark(String number) {
        var holder = protection.index("ENTERPRISE", cases.values(number).get(rule(number).subject()));
        if (holder == null || !holder.equals(user.require().subjectIndex())) {
            throw Refusal.forbidden("listNotYours");
        }
        return holder.substring(0, Math.min(MARK, holder.length()));
    }

    private Pack.Listing rule(String number) {
        cases.find(number);
        var lines = work.scheme(number).pack().lines();
        if (lines == null || lines.listed() == null) {
            throw Refusal.notFound();
        }
        return lines.listed();
    }

    private static Map<String, String> row(Pack.Listing rule, Map<String, String> entry) {
        var row = new LinkedHashMap<String, String>();
        rule.columns().forEach((column, name) -> row.put(column, entry.getOrDefault(name, "")));
        return row;
    }

    private static String key(Scheme scheme, ClaimLine line) {
        return String.valueOf(scheme.pack().lines().person() == null ? line.subjectIndex() : line.personIndex());
    }

    private String key(Scheme scheme, Map<String, String> row) {
        var rules = scheme.pack().lines();
        return String.valueOf(rules.person() == null ? protection.index("ENTERPRISE", row.get(rules.subject())) : protection.index("PERSON", row.get(rules.person())));
    }
}
