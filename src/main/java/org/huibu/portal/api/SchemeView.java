package org.huibu.portal.api;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.huibu.process.Decisions;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.form.FormField;
import org.huibu.shared.Clause;
import org.springframework.context.i18n.LocaleContextHolder;

/** A subsidy in the list, names in the language asked for. */
record SchemeView(String key, String catalogue, String name, String summary, int release, List<String> applicants) {

    static SchemeView of(Scheme scheme) {
        var locale = LocaleContextHolder.getLocale();
        return new SchemeView(scheme.key(), scheme.pack().catalogue(), scheme.name().in(locale), scheme.pack().summary().in(locale), scheme.version(),
                scheme.pack().applicants());
    }

    /** @param path as it stands in {@code form}, or within a roster line */
    record Field(String path, String type, String label, boolean required, List<Option> options) {
        static Field of(FormField field, Locale locale) {
            return new Field(field.path(), field.properties().getOrDefault("type", field.type()), field.label(locale), field.required(),
                    field.options().stream().map(option -> new Option(option.value(), field.label(option, locale))).toList());
        }
    }

    record Option(String value, String label) { }

    record Material(String key, String name, boolean required, List<String> accept) { }

    record Criterion(String code, String name, List<String> clauses) { }

    /** @param lines columns of the roster; empty where there is none. @param mostLines 0 where there is none */
    record Detail(SchemeView scheme, List<Clause> clauses, List<Field> form, List<Field> lines, int mostLines, List<Material> materials,
                  List<Criterion> criteria) {

        static Detail of(Scheme scheme) {
            var locale = LocaleContextHolder.getLocale();
            return new Detail(SchemeView.of(scheme), scheme.pack().clauses().stream().map(source -> source.clause()).toList(),
                    scheme.form().single().stream().map(field -> Field.of(field, locale)).toList(),
                    scheme.form().roster().map(roster -> roster.children().stream().map(field -> Field.of(field, locale)).toList()).orElse(List.of()),
                    scheme.hasLines() ? scheme.pack().lines().max() : 0,
                    scheme.pack().materials().stream().map(m -> new Material(m.key(), m.name().in(locale), m.required(), m.accept())).toList(),
                    Stream.concat(scheme.claimCriteria().stream(), scheme.lineCriteria().stream()).map(Detail::criterion).toList());
        }

        private static Criterion criterion(Decisions.Criterion criterion) {
            return new Criterion(criterion.id(), criterion.name(), criterion.clauses());
        }
    }
}
