package org.huibu.casefile.judging;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.recovery.CreditRecords;
import org.huibu.scheme.Scheme;
import org.springframework.stereotype.Component;

/** Who the persons of a roster are to each other and to the register of credit: whoever is typed twice is one person. */
@Component
class RosterPersons {

    private final CreditRecords credit;

    RosterPersons(CreditRecords credit) {
        this.credit = credit;
    }

    /**
     * Adds to the claim {@code own.personCount} (different persons) and {@code own.applicantListed}, to each line {@code own.listedTwice} (this
     * person stands further up) and, where asked, {@code own.personExcluded} and {@code own.personExcludedUntil}; null where no number tells who it is.
     *
     * @param applicant blind index of the applicant; may be null
     */
    void tell(OwnRegister.Own own, Scheme scheme, String applicant, List<ClaimLine> rows, LocalDate day) {
        own.claim().put("personCount", (int) rows.stream().map(ClaimLine::personIndex).filter(Objects::nonNull).distinct().count());
        own.claim().put("applicantListed", applicant == null ? null : rows.stream().anyMatch(row -> applicant.equals(row.personIndex())));
        var excludes = scheme.pack().asks("own.personExcluded");
        var seen = new HashSet<String>();
        for (var row : rows) {
            var person = row.personIndex();
            Map<String, Object> line = own.lines().computeIfAbsent(row.seq(), seq -> new HashMap<>());
            line.put("listedTwice", person == null ? null : !seen.add(person));
            if (excludes && person != null) {
                line.put("personExcluded", credit.excluded(person, day));
                line.put("personExcludedUntil", credit.excludedUntil(person, day));
            }
        }
    }
}
