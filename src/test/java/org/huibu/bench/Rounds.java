package org.huibu.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** One case per round: how long it took and what it cost this JVM, warm-up (a round below 0) left out. */
record Rounds(Series seconds, Series cpu) {

    Rounds() {
        this(new Series(), new Series());
    }

    void run(int round, Runnable wholeCase) {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long begin = System.nanoTime();
        long spent = machine.getProcessCpuTime();
        wholeCase.run();
        if (round >= 0) {
            seconds.add((System.nanoTime() - begin) / 1e9);
            cpu.add((machine.getProcessCpuTime() - spent) / 1e9);
        }
    }

    String row(Rounds measure) {
        return seconds.row() + " | " + cpu.row() + " | " + String.format(Locale.ROOT, "%.0f", cpu.median() / measure.cpu.median());
    }
}
