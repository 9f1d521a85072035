package org.huibu.casefile.lookup;

import java.util.Optional;
import org.huibu.casefile.CaseFile;

/** A step of a case asks for it dozens of times by its number: a transaction that has it does not ask the database again, nor write before it is time. */
public interface CaseByNumber {

    Optional<CaseFile> findByNumber(String number);
}
