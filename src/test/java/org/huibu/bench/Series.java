package org.huibu.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cases per second of several rounds. */
public final class Series {

    private final List<Double> rounds = new ArrayList<>();

    public void add(double perSecond) {
        rounds.add(perSecond);
    }

    public double median() {
        return sorted().get(rounds.size() / 2);
    }

    public String row() {
        var all = sorted();
        return String.format(Locale.ROOT, "%.2f / %.2f / %.2f", all.get(0), median(), all.get(all.size() - 1));
    }

    private List<Double> sorted() {
        return rounds.stream().sorted().toList();
    }
}
