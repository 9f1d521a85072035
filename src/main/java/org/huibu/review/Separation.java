package org.huibu.review;

import org.huibu.identity.Account;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The separation of duties for what people do to a case outside a task of the inbox. */
@Service
public class Separation {

    private final Participation participation;

    Separation(Participation participation) {
        this.participation = participation;
    }

    /** Checks and records that the person takes a part. @throws org.huibu.shared.Refusal FORBIDDEN as for a task */
    @Transactional(propagation = Propagation.MANDATORY)
    public void took(String caseNumber, String part, Account account) {
        participation.check(caseNumber, part, account);
        participation.took(caseNumber, part, account.username());
    }
}
