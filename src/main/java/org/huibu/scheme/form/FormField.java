package org.huibu.scheme.form;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.huibu.shared.Mask;

/**
 * One component of a form.
 *
 * @param type one of {@link FormDefinition#TYPES}
 * @param path full path such as {@code operator.uscc}; within a list relative to its row
 * @param children of a group or of a row
 */
public record FormField(String type, String path, String label, boolean required, Integer minLength, Integer maxLength, BigDecimal min,
                        BigDecimal max, String pattern, Integer decimalDigits, List<Option> options, Map<String, String> properties,
                        List<FormField> children) {

    /** A choice. */
    public record Option(String value, String label) { }

    public boolean group() {
        return type.equals("group");
    }

    public boolean list() {
        return type.equals("dynamiclist");
    }

    public boolean file() {
        return type.equals("filepicker");
    }

    /** Path of the date that this one must not lie before, named beside it by the property {@code notBefore}; null if there is none. */
    String begin() {
        var beside = properties.get("notBefore");
        return beside == null ? null : path.substring(0, path.lastIndexOf('.') + 1) + beside;
    }

    /** Outcomes for which it must be given, or ticked if it is a box: a checklist only binds whoever says yes. */
    public List<String> requiredFor() {
        var outcomes = properties.get("requiredFor");
        return outcomes == null ? List.of() : List.of(outcomes.split(","));
    }

    public boolean requiredFor(String outcome, String value) {
        return requiredFor().contains(outcome) && (value == null || value.isBlank() || type.equals("checkbox") && !value.equals("true"));
    }

    public boolean sensitive() {
        return properties.containsKey("sensitive");
    }

    /** As it is shown to those who need not know it (flows §1.6): of personal numbers only the ends. */
    public String masked(String value) {
        return switch (properties.getOrDefault("sensitive", "")) {
            case "idNumber" -> Mask.idNumber(value);
            case "account" -> Mask.account(value);
            case "mobile" -> Mask.mobile(value);
            default -> value == null ? "" : value;
        };
    }

    public String label(java.util.Locale locale) {
        return "en".equals(locale.getLanguage()) ? properties.getOrDefault("en", label) : label;
    }

    public String label(Option option, java.util.Locale locale) {
        return "en".equals(locale.getLanguage()) ? properties.getOrDefault("option." + option.value() + ".en", option.label()) : option.label();
    }
}
