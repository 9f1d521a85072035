package org.huibu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;

/** Seeds of random histories: those of {@code seeds.txt}, and a fresh one that is told in the log; {@code -Dhuibu.seed=…} plays one alone. */
public final class Seeds {

    private Seeds() {
    }

    public static LongStream played(String name) {
        var asked = Long.getLong("huibu.seed");
        if (asked != null) {
            return LongStream.of(asked);
        }
        var fresh = System.nanoTime();
        LoggerFactory.getLogger(Seeds.class).info("fresh seed of {}: {}", name, fresh);
        return LongStream.concat(recorded(name), LongStream.of(fresh));
    }

    private static LongStream recorded(String name) {
        try {
            return new ClassPathResource("seeds.txt").getContentAsString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith(name + " "))
                    .mapToLong(line -> Long.parseLong(line.substring(name.length()).strip()));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
