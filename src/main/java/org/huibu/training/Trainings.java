package org.huibu.training;

import java.util.Optional;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.judging.OwnRegister;
import org.huibu.scheme.Scheme;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which class a case is about. Who may read the case is authorised by the caller. */
@Service
public class Trainings {

    private final CaseWork work;
    private final OwnRegister register;

    Trainings(CaseWork work, OwnRegister register) {
        this.work = work;
        this.register = register;
    }

    /** @return number of the case that granted the class: the case itself, or the one whose grant its scheme requires; empty if it is about none */
    @Transactional(readOnly = true)
    public Optional<String> of(String caseNumber) {
        var scheme = work.scheme(caseNumber);
        return keeps(scheme) ? Optional.of(caseNumber).filter(number -> register.granted(number).isPresent())
                : scheme.pack().requires() == null ? Optional.empty() : work.grantedBy(caseNumber).filter(plan -> keeps(work.scheme(plan)));
    }

    private static boolean keeps(Scheme scheme) {
        return scheme.pack().grants() != null && scheme.pack().grants().training() != null;
    }
}
