package org.huibu.review;

import java.util.Collection;
import java.util.Objects;
import org.huibu.casefile.CaseWork;
import org.huibu.party.Protection;
import org.huibu.review.spi.OtherParties;
import org.springframework.stereotype.Component;

/** Other institutions that a scheme names ({@code involved}), such as the school of a class: their people stay away (flows §4.1 A3). */
@Component
class InvolvedInstitutions implements OtherParties {

    private final CaseWork work;
    private final Protection protection;

    InvolvedInstitutions(CaseWork work, Protection protection) {
        this.work = work;
        this.protection = protection;
    }

    @Override
    public Collection<String> of(String caseNumber) {
        var paths = work.scheme(caseNumber).pack().involved();
        if (paths.isEmpty()) {
            return java.util.List.of();
        }
        var typed = work.values(caseNumber);
        return paths.stream().map(path -> protection.index("ENTERPRISE", typed.get(path))).filter(Objects::nonNull).toList();
    }
}
