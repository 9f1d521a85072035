package org.huibu.scheme.form;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.huibu.shared.Fault;
import org.huibu.shared.Formats;
import org.huibu.shared.identifier.IdNumber;
import org.huibu.shared.identifier.UnifiedCreditCode;

/** The server's own validation: everything a browser would check and everything it would not. */
public final class FormCheck {

    private FormCheck() {
    }

    /** All faults of the fields outside the roster. */
    public static List<Fault> form(FormDefinition form, Map<String, String> values, LocalDate today) {
        var faults = new ArrayList<Fault>();
        form.single().forEach(field -> {
            field(field, field.path(), values.get(field.path()), today, faults);
            var with = field.properties().get("requiredWith");
            if (with != null && !field.required() && !values.getOrDefault(with, "").isBlank() && values.getOrDefault(field.path(), "").isBlank()) {
                faults.add(Fault.at(field.path(), "required"));
            }
        });
        order(form.single(), "", values, faults);
        return faults;
    }

    /** All faults of one roster line. @param index from 0 */
    public static List<Fault> line(FormField roster, int index, Map<String, String> values, LocalDate today) {
        var faults = new ArrayList<Fault>();
        roster.children().forEach(field -> field(field, roster.path() + "[" + index + "]." + field.path(), values.get(field.path()), today, faults));
        order(roster.children(), roster.path() + "[" + index + "].", values, faults);
        return faults;
    }

    /** Names that the form does not have, for callers that are programs and mean what they send. */
    public static List<Fault> unknown(List<FormField> fields, java.util.Collection<String> names, String prefix) {
        return names.stream().filter(name -> fields.stream().noneMatch(field -> field.path().equals(name)))
                .map(name -> Fault.at(prefix + name, "unknownField")).toList();
    }

    /** Values as people type them made canonical: width, spaces, upper case of codes; unknown keys dropped. */
    public static Map<String, String> canonical(List<FormField> fields, Map<String, String> raw) {
        var values = new LinkedHashMap<String, String>();
        for (var field : fields) {
            var value = raw.get(field.path());
            if (value != null) {
                values.put(field.path(), canonical(field, value));
            }
        }
        return values;
    }

    private static String canonical(FormField field, String value) {
        var type = field.properties().getOrDefault("type", "");
        var stripped = value.strip().replace("\u00a0", "").replace("\ufeff", "");
        return switch (type) {
            case "uscc", "idNumber" -> Normalizer.normalize(stripped, Normalizer.Form.NFKC).replace(" ", "").toUpperCase(java.util.Locale.ROOT);
            case "mobile", "bankAccountEntity", "bankAccountPerson" -> Normalizer.normalize(stripped, Normalizer.Form.NFKC).replace(" ", "");
            default -> field.type().equals("number") || field.type().equals("datetime") ? Normalizer.normalize(stripped, Normalizer.Form.NFKC) : stripped;
        };
    }

    private static void field(FormField field, String path, String value, LocalDate today, List<Fault> faults) {
        if (value == null || value.isBlank()) {
            if (field.required()) {
                faults.add(Fault.at(path, "required"));
            }
            return;
        }
        fault(field, value, today).ifPresent(fault -> faults.add(new Fault(path, fault.code(), fault.arguments())));
    }

    /** A period does not end before it begins (flows §1.3); told only where both are dates. */
    private static void order(List<FormField> fields, String prefix, Map<String, String> values, List<Fault> faults) {
        for (var end : fields) {
            fields.stream().filter(begin -> begin.path().equals(end.begin())).findFirst().ifPresent(begin -> {
                var from = values.getOrDefault(begin.path(), "");
                var to = values.getOrDefault(end.path(), "");
                if (date(from).isEmpty() && date(to).isEmpty() && LocalDate.parse(to).isBefore(LocalDate.parse(from))) {
                    faults.add(Fault.at(prefix + end.path(), "endsBefore", begin.label(), begin.label(java.util.Locale.ENGLISH)));
                }
            });
        }
    }

    private static Optional<Fault> fault(FormField field, String value, LocalDate today) {
        if (field.maxLength() != null && value.length() > field.maxLength()) {
            return fault("tooLong", field.maxLength());
        }
        if (field.minLength() != null && value.length() < field.minLength()) {
            return fault("tooShort", field.minLength());
        }
        if (field.pattern() != null && !Pattern.compile(field.pattern()).matcher(value).find()) {
            return fault("pattern");
        }
        return switch (field.type()) {
            case "number" -> number(field, value);
            case "datetime" -> date(value);
            case "select", "radio" -> field.options().stream().anyMatch(o -> o.value().equals(value)) ? Optional.empty() : fault("notAnOption");
            case "checkbox" -> value.equals("true") || value.equals("false") ? Optional.empty() : fault("notAnOption");
            default -> typed(field.properties().getOrDefault("type", ""), value, today);
        };
    }

    private static Optional<Fault> typed(String type, String value, LocalDate today) {
        var code = switch (type) {
            case "uscc" -> UnifiedCreditCode.fault(value);
            case "idNumber" -> IdNumber.fault(value, today);
            case "mobile" -> Formats.mobile(value);
            case "bankAccountEntity" -> Formats.entityAccount(value);
            case "bankAccountPerson" -> Formats.personAccount(value);
            default -> Optional.<String>empty();
        };
        return code.flatMap(FormCheck::fault);
    }

    private static Optional<Fault> number(FormField field, String value) {
        if (!value.matches("-?\\d{1,15}(\\.\\d{1,9})?")) {
            return fault("notANumber");
        }
        var number = new BigDecimal(value);
        if (field.min() != null && number.compareTo(field.min()) < 0) {
            return fault("tooSmall", field.min());
        }
        if (field.max() != null && number.compareTo(field.max()) > 0) {
            return fault("tooLarge", field.max());
        }
        return field.decimalDigits() != null && number.stripTrailingZeros().scale() > field.decimalDigits()
                ? fault("tooManyDecimals", field.decimalDigits()) : Optional.empty();
    }

    private static Optional<Fault> date(String value) {
        try {
            LocalDate.parse(value);
            return Optional.empty();
        } catch (DateTimeException impossible) {
            return fault("notADate");
        }
    }

    private static Optional<Fault> fault(String code, Object... arguments) {
        return Optional.of(Fault.at("", code, arguments));
    }
}
