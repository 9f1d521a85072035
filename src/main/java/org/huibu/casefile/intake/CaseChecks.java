package org.huibu.casefile.intake;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.ClaimLines;
import org.huibu.casefile.FormValues;
import org.huibu.casefile.linefile.LineFiles;
import org.huibu.evidence.Evidence;
import org.huibu.evidence.spi.Answer;
import org.huibu.evidence.spi.Question;
import org.huibu.party.Protection;
import org.huibu.process.Feel;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.Schemes;
import org.huibu.scheme.form.FormCheck;
import org.huibu.scheme.pack.Pack;
import org.huibu.shared.Fault;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Everything that is wrong with an application, the same for the applicant before submitting and for the acceptor. A credit code whose
 * check character fails is in order where the register (D02) confirms it: such codes are said to have been issued (flows §1.3, SRC-70b).
 */
@Component
public class CaseChecks {

    private static final String DOUBTFUL = "uscc.check";
    private static final String REGISTER = "D02";
    private static final Pattern LINE = Pattern.compile("\\[(\\d+)]\\.(.+)$");
    private final ClaimLines lines;
    private final FormValues values;
    private final LineFiles files;
    private final Evidence evidence;
    private final Protection protection;
    private final Schemes schemes;
    private final Feel feel;
    private final JdbcClient jdbc;
    private final Clock clock;

    CaseChecks(ClaimLines lines, FormValues values, LineFiles files, Evidence evidence, Protection protection, Schemes schemes, Feel feel, JdbcClient jdbc, Clock clock) {
        this.lines = lines;
        this.values = values;
        this.files = files;
        this.evidence = evidence;
        this.protection = protection;
        this.schemes = schemes;
        this.feel = feel;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public List<Fault> all(CaseFile file) {
        var scheme = schemes.release(file.releaseId());
        var faults = new ArrayList<>(form(file, scheme));
        faults.addAll(materials(file, scheme));
        faults.addAll(files.missing(file, scheme));
        return faults;
    }

    /** Faults of fields and roster lines. */
    List<Fault> form(CaseFile file, Scheme scheme) {
        var typed = values.read(file);
        var rows = scheme.hasLines() ? lines.of(file) : List.<ClaimLine>of();
        var faults = raw(scheme, typed, rows);
        if (faults.stream().noneMatch(fault -> fault.code().equals(DOUBTFUL))) {
            return faults;
        }
        var confirmed = evidence.confirmed(file.number(), REGISTER);
        return faults.stream().filter(fault -> !fault.code().equals(DOUBTFUL) || !confirmed.contains(index(fault, typed, rows))).toList();
    }

    List<Fault> materials(CaseFile file, Scheme scheme) {
        var given = Set.copyOf(jdbc.sql("select distinct material from case_material where case_number = ?").param(file.number()).query(String.class).list());
        return scheme.pack().materials().stream().filter(m -> m.required() && !given.contains(m.key()))
                .map(m -> Fault.at("materials." + m.key(), "materialMissing", m.name().zh(), m.name().en())).toList();
    }

    /** Asks the register about codes whose check character fails. Holds no transaction. @return what it said; empty if there are none */
    public List<Answer> askAboutDoubtfulCodes(CaseFile file) {
        var scheme = schemes.release(file.releaseId());
        var typed = values.read(file);
        var rows = scheme.hasLines() ? lines.of(file) : List.<ClaimLine>of();
        var numbers = form(file, scheme).stream().filter(fault -> fault.code().equals(DOUBTFUL)).map(fault -> value(fault, typed, rows)).distinct().toList();
        return numbers.isEmpty() ? List.of() : evidence.ask(numbers.stream().map(number -> new Question(REGISTER, "ENTERPRISE", number, Map.of(), null)).toList());
    }

    private List<Fault> raw(Scheme scheme, Map<String, String> typed, List<ClaimLine> rows) {
        var today = WorkingCalendar.dayOf(clock.instant());
        var faults = new ArrayList<>(FormCheck.form(scheme.form(), typed, today));
        if (scheme.hasLines()) {
            if (rows.size() < scheme.pack().lines().least()) {
                faults.add(Fault.at(scheme.pack().lines().path(), "rosterEmpty"));
            }
            var roster = scheme.form().roster().orElseThrow();
            rows.forEach(row -> faults.addAll(FormCheck.line(roster, row.seq(), row.data(), today)));
        }
        scheme.pack().consents().forEach(consent -> faults.addAll(unreachable(scheme, consent, typed, rows)));
        return faults;
    }

    /** Whoever has to consent must be named whole, or nobody can ask him. */
    private List<Fault> unreachable(Scheme scheme, Pack.Consent consent, Map<String, String> typed, List<ClaimLine> rows) {
        if (consent.ofLine()) {
            var applicant = typed.getOrDefault(scheme.pack().applicant().number(), "");
            return rows.stream().filter(row -> named(consent, row.data()) && !applicant.equals(row.data().get(consent.person().idNo()))).flatMap(row -> blank(consent, row.data()).stream()
                    .map(path -> Fault.at(scheme.pack().lines().path() + "[" + row.seq() + "]." + path, "consentPerson"))).toList();
        }
        var applies = consent.when() == null ? named(consent, typed)
                : Boolean.TRUE.equals(feel.evaluate(consent.when(), Map.of("form", FormValues.nested(typed))));
        return applies ? blank(consent, typed).stream().map(path -> Fault.at(path, "consentPerson")).toList() : List.of();
    }

    private static boolean named(Pack.Consent consent, Map<String, String> values) {
        return consent.person().paths().stream().anyMatch(path -> !values.getOrDefault(path, "").isBlank());
    }

    private static List<String> blank(Pack.Consent consent, Map<String, String> values) {
        return consent.person().paths().stream().filter(path -> values.getOrDefault(path, "").isBlank()).toList();
    }

    private String index(Fault fault, Map<String, String> typed, List<ClaimLine> rows) {
        return protection.index("ENTERPRISE", value(fault, typed, rows));
    }

    private static String value(Fault fault, Map<String, String> typed, List<ClaimLine> rows) {
        var line = LINE.matcher(fault.path());
        return line.find() ? rows.get(Integer.parseInt(line.group(1))).data().get(line.group(2)) : typed.get(fault.path());
    }
}
