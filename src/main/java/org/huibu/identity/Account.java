package org.huibu.identity;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.huibu.shared.identifier.Region;

/**
 * Who is acting.
 *
 * @param region of the unit for officers, of the seat for applicants
 * @param subjectIndex blind index of the person's or firm's own number, for recusal; may be null
 * @param institution code of the bank or other institution outside the offices whose cases alone it works; null for offices
 * @param employerIndex blind index of the employer's credit code outside the office, for recusal; may be null
 */
public record Account(String username, String displayName, String unit, Region region, String subjectIndex, String employerIndex,
                      String institution, Set<Role> roles) {

    /** Of somebody without an employer that matters. */
    public Account(String username, String displayName, String unit, Region region, String subjectIndex, Set<Role> roles) {
        this(username, displayName, unit, region, subjectIndex, null, null, roles);
    }

    /** Blind indexes that must not occur in a case that the account handles (SD3). */
    public List<String> interests() {
        return Stream.of(subjectIndex, employerIndex).filter(Objects::nonNull).toList();
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    public boolean applicant() {
        return has(Role.APPLICANT) || has(Role.AGENT);
    }

    public boolean officer() {
        return roles.stream().anyMatch(Role::worksTasks);
    }

    /** True for officers of banks and fund operators alone. */
    public boolean partner() {
        return officer() && roles.stream().filter(Role::worksTasks).allMatch(Role::partner);
    }

    /** True for those who work with money, decide on it or audit it. */
    public boolean seesMoney() {
        return Stream.of(Role.PAY_PREPARER, Role.FINANCE_CONFIRMER, Role.PAYER, Role.APPROVER, Role.AUDITOR, Role.PROVINCE_SUPERVISOR, Role.BUDGET_OFFICER).anyMatch(this::has);
    }
}
