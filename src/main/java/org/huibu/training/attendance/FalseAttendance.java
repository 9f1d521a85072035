package org.huibu.training.attendance;

import java.time.Instant;

/**
 * An officer found attendance or records false (flows §4.3, DT-AP-6).
 *
 * @param subjectIndex of the apprentice; null for the whole class
 * @param liftedBy who took it back; null while it stands
 */
public record FalseAttendance(long id, String subjectIndex, String label, String text, String foundBy, String unit, Instant foundAt, String liftedBy, String liftedText) {

    public boolean lifted() {
        return liftedBy != null;
    }

    boolean of(String subject) {
        return subjectIndex == null || subjectIndex.equals(subject);
    }
}
