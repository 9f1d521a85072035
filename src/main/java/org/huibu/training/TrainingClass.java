package org.huibu.training;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A class in training.
 *
 * @param number of the case that granted its plan
 * @param plan id of what was granted
 * @param start first day @param end last day, both as changed since
 * @param closed settled or over: nothing is recorded any more
 * @param videos recordings that are wanted; null if nothing says how many
 * @param attendance least share of attendance, 0 to 1; null if nothing says so
 */
public record TrainingClass(String number, long plan, String name, LocalDate start, LocalDate end, LocalDate today, boolean closed, BigDecimal videos, BigDecimal attendance) {

    /** Whether something can have happened in training on the day. */
    public boolean had(LocalDate day) {
        return !day.isBefore(start) && !day.isAfter(end) && !day.isAfter(today);
    }

    public boolean over() {
        return today.isAfter(end);
    }
}
