package org.huibu.desk.task;

import java.util.List;
import org.huibu.scheme.form.FormField;
import org.huibu.shared.Mask;

/** A typed value as officers see it: personal numbers masked until a purpose is stated. */
record ShownValue(FormField field, String value, boolean masked, List<Badges.Badge> badges) {

    static ShownValue of(FormField field, String value, Badges badges) {
        var kind = field.properties().getOrDefault("sensitive", "");
        var hidden = switch (kind) {
            case "account" -> Mask.account(value);
            case "mobile" -> Mask.mobile(value);
            case "idNumber" -> Mask.idNumber(value);
            default -> value;
        };
        return new ShownValue(field, hidden, !hidden.equals(value), badges.of(field.path(), value));
    }

    /** The choice's words for a choice, the value itself otherwise. */
    public String text(java.util.Locale locale) {
        return field.options().stream().filter(option -> option.value().equals(value)).findFirst().map(option -> field.label(option, locale)).orElse(value);
    }
}
