package org.huibu;

import java.nio.file.Path;

/** Where the house of {@link HuibuTest} keeps its files in this machine; another machine has its own. */
public final class TestData {

    private TestData() {
    }

    public static Path directory() {
        return Path.of("target", "test-data-" + System.getProperty("huibu.fork", "1"));
    }
}
