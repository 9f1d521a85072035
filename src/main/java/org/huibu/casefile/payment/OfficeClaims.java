package org.huibu.casefile.payment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.Cases;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.ClaimLines;
import org.huibu.casefile.FormValues;
import org.huibu.casefile.OfficeCases;
import org.huibu.casefile.judging.OwnRegister;
import org.huibu.casefile.roster.Rosters;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.Schemes;
import org.huibu.scheme.form.FormField;
import org.huibu.shared.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Claims that the office opens in the name of a holder who did not claim in time: what was granted is settled at what is proven (flows
 * §8.6). The claim carries what both forms ask for, and everybody who is still on the roster.
 */
@Service
class OfficeClaims {

    private final Cases cases;
    private final ClaimLines lines;
    private final FormValues values;
    private final OwnRegister register;
    private final Rosters rosters;
    private final Advances advances;
    private final OfficeCases office;
    private final Schemes schemes;

    OfficeClaims(Cases cases, ClaimLines lines, FormValues values, OwnRegister register, Rosters rosters, Advances advances, OfficeCases office, Schemes schemes) {
        this.cases = cases;
        this.lines = lines;
        this.values = values;
        this.register = register;
        this.rosters = rosters;
        this.advances = advances;
        this.office = office;
        this.schemes = schemes;
    }

    /** SETTLED, CLAIMED by a claim that is not decided yet, OWED if something was advanced, CANCELLED or NOTHING. */
    @Transactional(propagation = Propagation.MANDATORY)
    String standing(String granting) {
        var file = cases.findByNumber(granting).orElseThrow(Refusal::notFound);
        var number = CaseWork.RECOGNITION + granting;
        advances.lock(number);
        if (advances.settled(number)) {
            return "SETTLED";
        }
        var by = schemes.scheme(schemes.release(file.releaseId()).pack().grants().settled().by());
        var claimed = cases.findBySchemeKeyAndApplicantIndexAndFinishedFalseOrderById(by.key(), file.applicantIndex()).stream()
                .anyMatch(claim -> claim.firstSubmittedAt() != null && number.equals(values.read(claim).get(by.pack().requires().number())));
        return claimed ? "CLAIMED" : !advances.advanced(number).held().isZero() ? "OWED" : register.granted(granting).filter(OwnRegister.Recognition::cancelled).isPresent() ? "CANCELLED" : "NOTHING";
    }

    /** @return number of the claim */
    @Transactional(propagation = Propagation.MANDATORY)
    String open(String granting) {
        var from = cases.findByNumber(granting).orElseThrow(Refusal::notFound);
        return office.open(schemes.release(from.releaseId()).pack().grants().settled().by(), from, scheme -> {
            var typed = common(scheme.form().single(), values.read(from));
            typed.put(scheme.pack().requires().number(), CaseWork.RECOGNITION + granting);
            return typed;
        }, scheme -> rows(from, scheme));
    }

    /** Who joined by a change is on the roster, but on no line of what was granted. Of what was cancelled all who were on it to the end. */
    private List<Map<String, String>> rows(CaseFile from, Scheme scheme) {
        var columns = scheme.form().roster().orElseThrow().children();
        var filed = lines.of(from).stream().filter(line -> line.subjectIndex() != null).collect(Collectors.toMap(ClaimLine::subjectIndex, ClaimLine::data, (one, again) -> one));
        return register.granted(from.number()).map(granted -> rosters.of(granted.id()).stream().filter(place -> place.left() == null || granted.cancelled() && place.left().equals(granted.to())))
                .orElse(Stream.of())
                .map(place -> filed.containsKey(place.subjectIndex()) ? common(columns, filed.get(place.subjectIndex())) : joined(scheme, place)).map(row -> (Map<String, String>) row).toList();
    }

    private static LinkedHashMap<String, String> joined(Scheme scheme, Rosters.Place place) {
        var row = new LinkedHashMap<String, String>();
        row.put(scheme.pack().lines().label(), place.label());
        row.put(scheme.pack().lines().subject(), place.number());
        return row;
    }

    private static LinkedHashMap<String, String> common(List<FormField> fields, Map<String, String> given) {
        var typed = new LinkedHashMap<String, String>();
        fields.stream().filter(field -> given.containsKey(field.path())).forEach(field -> typed.put(field.path(), given.get(field.path())));
        return typed;
    }
}
