package org.huibu.process.task;

import java.time.Instant;
import java.util.Map;

/**
 * A user task was created; published inside the engine's transaction.
 *
 * @param group the line group it is about; {@code null} for the whole case
 * @param role who may do it, from property {@code role}
 * @param stage from property {@code stage}
 * @param due when its limit ({@code deadline}) ends; {@code null} without one
 */
public record TaskOpened(String taskId, String caseNumber, String group, String definitionId, String element, String name,
                         String role, String stage, Instant due, Map<String, String> properties) { }
