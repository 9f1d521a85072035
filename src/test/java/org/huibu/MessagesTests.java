package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MessagesTests {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Pattern KEY = Pattern.compile("#\\{([a-zA-Z.]+)");
    private static final Pattern TEXT = Pattern.compile(">([^<>]*[\\p{L}][^<>]*)<");

    @Test
    void bothLanguagesHaveTheSameKeys() throws IOException {
        assertThat(keys("huibu_en.properties")).isEqualTo(keys("huibu.properties"));
    }

    @Test
    void templatesHoldNoTextAndNoUnknownKey() throws IOException {
        var known = keys("huibu.properties");
        try (var files = Files.walk(Path.of("src/main/resources/templates"))) {
            for (var file : files.filter(f -> f.toString().endsWith(".html")).toList()) {
                var html = Files.readString(file);
                assertThat(KEY.matcher(html).results().map(m -> m.group(1)).filter(key -> !known.contains(key)).toList()).as(file + " keys").isEmpty();
                assertThat(TEXT.matcher(html.replaceAll("\"[^\"]*\"", "\"\"")).results().map(m -> m.group(1).strip()).toList()).as(file + " text").isEmpty();
            }
        }
    }

    private static TreeSet<String> keys(String file) throws IOException {
        try (Reader reader = Files.newBufferedReader(MESSAGES.resolve(file))) {
            var properties = new Properties();
            properties.load(reader);
            return new TreeSet<>(properties.stringPropertyNames());
        }
    }
}
