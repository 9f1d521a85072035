package org.huibu.review.records;

import java.time.Instant;
import java.util.Map;

/**
 * What a step's form recorded.
 *
 * @param task name of the step; @param group line group it is about, null for the whole case
 * @param form path of the form below {@code forms/}; @param values by field
 * @param unit of the officer on that day
 */
public record StepRecord(String taskId, String task, String group, String form, Map<String, String> values, String username, String unit, Instant at) { }
