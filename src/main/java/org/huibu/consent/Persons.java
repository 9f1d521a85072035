package org.huibu.consent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.FormValues;
import org.huibu.party.Protection;
import org.huibu.process.Feel;
import org.huibu.scheme.form.FormField;
import org.huibu.scheme.pack.Pack;
import org.huibu.shared.Mask;
import org.springframework.stereotype.Component;

/** Whom the scheme wants asked, as the application stands now, and what each is shown. The applicant consents by applying. */
@Component
class Persons {

    private final CaseWork work;
    private final Protection protection;
    private final Feel feel;

    Persons(CaseWork work, Protection protection, Feel feel) {
        this.work = work;
        this.protection = protection;
        this.feel = feel;
    }

    /** @param content what the consent is bound to: rule, person and every value shown */
    record Asked(Pack.Consent rule, String name, String idNo, String mobile, String index, String content) { }

    /** One value of the application, as little of it as is needed. */
    record Shown(FormField field, String value) { }

    List<Asked> of(String number) {
        var pack = work.scheme(number).pack();
        var typed = work.values(number);
        var applicant = protection.index("PERSON", typed.get(pack.applicant().number()));
        var found = new LinkedHashMap<String, Asked>();
        for (var rule : pack.consents()) {
            if (rule.when() == null || Boolean.TRUE.equals(feel.evaluate(rule.when(), Map.of("form", FormValues.nested(typed))))) {
                rows(rule, number, typed).stream().map(row -> asked(rule, row, number)).filter(one -> one.index() != null && !one.index().equals(applicant))
                        .forEach(one -> found.putIfAbsent(rule.key() + one.index(), one));
            }
        }
        return List.copyOf(found.values());
    }

    List<Shown> shown(String number, String kind) {
        var scheme = work.scheme(number);
        var typed = work.values(number);
        var rule = rule(number, kind);
        return scheme.form().single().stream().filter(field -> rule.shows().contains(field.path()) && !typed.getOrDefault(field.path(), "").isBlank())
                .map(field -> new Shown(field, said(field, typed.get(field.path())))).toList();
    }

    Pack.Consent rule(String number, String kind) {
        return work.scheme(number).pack().consents().stream().filter(one -> one.key().equals(kind)).findFirst().orElseThrow();
    }

    /** {@code 白*}: enough for whoever knows the person. */
    static String masked(String name) {
        return name == null || name.isBlank() ? "" : name.substring(0, name.offsetByCodePoints(0, 1)) + "*".repeat(Math.max(1, name.codePointCount(0, name.length()) - 1));
    }

    private List<Map<String, String>> rows(Pack.Consent rule, String number, Map<String, String> typed) {
        return rule.ofLine() ? work.lines(number).stream().map(line -> line.data()).toList() : List.of(typed);
    }

    private Asked asked(Pack.Consent rule, Map<String, String> row, String number) {
        var idNo = row.get(rule.person().idNo());
        var index = protection.index("PERSON", idNo);
        var content = shown(number, rule.key()).stream().map(one -> one.field().path() + "=" + one.value()).collect(Collectors.joining("\u001f"));
        return new Asked(rule, row.getOrDefault(rule.person().name(), ""), idNo, row.get(rule.person().mobile()), index,
                Tokens.hash(String.join("\u001e", rule.key(), rule.statement().zh(), String.valueOf(index), content)));
    }

    private static String said(FormField field, String value) {
        return field.sensitive() ? field.masked(value) : field.properties().containsKey("type") && field.properties().get("type").equals("uscc") ? Mask.account(value) : value;
    }
}
