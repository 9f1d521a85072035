package org.huibu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tables as {@code docs/benchmarks.md} shows them, on the screen and below {@code target/bench}. */
final class Report {

    static final String RATIOS = "| measure | min / median / max | ratio of medians |\n|---|---|---|\n";

    private Report() {
    }

    static void write(String name, String head, List<String> rows) throws IOException {
        var text = head + "| " + String.join(" |\n| ", rows) + " |\n";
        System.out.println(text);
        Files.createDirectories(Path.of("target/bench"));
        Files.writeString(Path.of("target/bench", name), text);
    }
}
