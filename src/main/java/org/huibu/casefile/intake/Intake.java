package org.huibu.casefile.intake;

import java.time.Instant;
import java.util.List;
import org.huibu.shared.Fault;

/**
 * What the rule proposes for an application that has arrived (DT-COM-1); a person decides.
 *
 * @param proposal ACCEPTED, CORRECTION, CORRECT_NOW or NOT_ACCEPTED; null if no row of the rule fits
 * @param document letter that goes with it, for instance {@code DOC-02}; null without one
 * @param faults everything that is wrong, so that one notice can list it
 */
public record Intake(String proposal, String document, List<Fault> faults, Instant at) { }
