package org.huibu.casefile.tracking;

import java.util.Locale;
import java.util.Optional;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.Cases;
import org.huibu.casefile.FormValues;
import org.huibu.scheme.Phase;
import org.huibu.scheme.Schemes;
import org.huibu.shared.identifier.CaseNumber;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where a case stands, for whoever knows its number and the end of the applicant's own number, without a login. */
@Service
public class PublicTracking {

    private static final int DIGITS = 4;
    private final Cases cases;
    private final FormValues values;
    private final Schemes schemes;

    PublicTracking(Cases cases, FormValues values, Schemes schemes) {
        this.cases = cases;
        this.values = values;
        this.schemes = schemes;
    }

    /**
     * @param ending last four characters of the credit code or ID number
     * @return empty for an unknown number, a draft, or a wrong ending: the three are not told apart
     */
    @Transactional(readOnly = true)
    public Optional<CaseFile> find(String number, String ending) {
        return CaseNumber.read(number).flatMap(read -> cases.findByNumber(read.value()))
                .filter(file -> file.phase() != Phase.DRAFT && ending != null && ending.strip().length() == DIGITS)
                .filter(file -> own(file).endsWith(ending.strip().toUpperCase(Locale.ROOT)));
    }

    private String own(CaseFile file) {
        var applicant = schemes.release(file.releaseId()).pack().applicant();
        return values.read(file).getOrDefault(applicant.number(), "");
    }
}
