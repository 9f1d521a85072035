package org.huibu.identity;

import java.util.Set;
import org.huibu.shared.Region;

/**
 * Who is acting.
 *
 * @param region of the unit for officers, of the seat for applicants
 * @param subjectIndex blind index of the person's or firm's own number, for recusal; may be null
 */
public record Account(String username, String displayName, String unit, Region region, String subjectIndex, Set<Role> roles) {

    public boolean has(Role role) {
        return roles.contains(role);
    }

    public boolean applicant() {
        return has(Role.APPLICANT) || has(Role.AGENT);
    }

    public boolean officer() {
        return roles.stream().anyMatch(Role::worksTasks);
    }
}
