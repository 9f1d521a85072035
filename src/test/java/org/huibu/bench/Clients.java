package org.huibu.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.huibu.AwardStory;

/** So many clients at the same time, each with its share. */
final class Clients {

    private Clients() {
    }

    /** @param work gets the number of its client. @return cases per second over all clients */
    static double perSecond(int clients, int casesEach, IntConsumer work) throws Exception {
        var pool = Executors.newFixedThreadPool(clients);
        try {
            List<Callable<Void>> calls = new ArrayList<>();
            IntStream.range(0, clients).forEach(client -> calls.add(() -> {
                try {
                    work.accept(client);
                } finally {
                    AwardStory.nobody();
                }
                return null;
            }));
            long begin = System.nanoTime();
            for (var done : pool.invokeAll(calls)) {
                done.get();
            }
            return clients * casesEach / ((System.nanoTime() - begin) / 1e9);
        } finally {
            pool.shutdownNow();
        }
    }
}
