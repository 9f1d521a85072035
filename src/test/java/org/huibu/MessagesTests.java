package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MessagesTests {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Pattern KEY = Pattern.compile("#\\{([a-zA-Z.]+)");
    private static final Pattern PARAMETER = Pattern.compile("(?m)^- \\{key: (\\w+)");
    private static final Pattern TEXT = Pattern.compile(">([^<>]*[\\p{L}][^<>]*)<");

    @Test
    void bothLanguagesHaveTheSameKeys() throws IOException {
        assertThat(keys(name -> name.endsWith("_en.properties"))).isEqualTo(keys(name -> !name.endsWith("_en.properties")));
    }

    @Test
    void templatesHoldNoTextAndNoUnknownKey() throws IOException {
        var known = keys(name -> !name.endsWith("_en.properties"));
        try (var files = Files.walk(Path.of("src/main/resources/templates"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".html")).toList()) {
                var html = Files.readString(file);
                assertThat(KEY.matcher(html).results().map(m -> m.group(1)).filter(key -> !known.contains(key)).toList()).as(file + " keys").isEmpty();
                assertThat(TEXT.matcher(html.replaceAll("\"[^\"]*\"", "\"\"")).results().map(m -> m.group(1).strip()).toList()).as(file + " text").isEmpty();
            }
        }
    }

    /** Facts, scheme pages and drafts call a parameter by its title. */
    @Test
    void everyParameterOfTheDeliveredSchemesHasATitle() throws IOException {
        var known = keys(name -> !name.endsWith("_en.properties"));
        var named = new TreeSet<String>();
        try (var files = Files.walk(Path.of("processes"))) {
            for (var file : files.filter(f -> f.endsWith("parameters.yaml")).toList()) {
                PARAMETER.matcher(Files.readString(file)).results().forEach(m -> named.add("parameter." + m.group(1)));
            }
        }
        assertThat(named).hasSizeGreaterThan(50).isSubsetOf(known);
    }

    /** Of all modules' bundles; a key that stands in two of them is a fault. */
    private static TreeSet<String> keys(Predicate<String> bundles) throws IOException {
        var keys = new TreeSet<String>();
        try (var files = Files.list(MESSAGES)) {
            for (var file : files.filter(f -> bundles.test(f.getFileName().toString())).toList()) {
                var properties = new Properties();
                try (Reader reader = Files.newBufferedReader(file)) {
                    properties.load(reader);
                }
                properties.stringPropertyNames().forEach(key -> assertThat(keys.add(key)).as(key + " stands twice").isTrue());
            }
        }
        return keys;
    }
}
