package org.huibu.casefile.lookup;

import java.util.Optional;
import org.huibu.casefile.CaseFile;

/** A step of a case asks for it dozens of times by its number: a transaction that has it does not ask the database again. */
public interface CaseStore {

    Optional<CaseFile> findByNumber(String number);

    /** Written at once: the slower of two who move the same case learns it before he does the rest, and waits for nobody with other rows in his hands. */
    CaseFile save(CaseFile file);
}
