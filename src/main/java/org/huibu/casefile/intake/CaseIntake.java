package org.huibu.casefile.intake;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.Cases;
import org.huibu.casefile.judging.OwnRegister;
import org.huibu.eligibility.Evaluations;
import org.huibu.eligibility.Judging;
import org.huibu.identity.Account;
import org.huibu.identity.Accounts;
import org.huibu.identity.Role;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Fault;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** DT-COM-1: whether an application belongs here, is complete and in form, as the rule sees it when it arrives and after each correction. */
@Component
public class CaseIntake {

    private static final TypeReference<List<Fault>> FAULTS = new TypeReference<>() { };
    private final Cases cases;
    private final CaseChecks checks;
    private final OwnRegister register;
    private final Schemes schemes;
    private final Judging judging;
    private final Evaluations evaluations;
    private final Accounts accounts;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    CaseIntake(Cases cases, CaseChecks checks, OwnRegister register, Schemes schemes, Judging judging, Evaluations evaluations, Accounts accounts, JdbcClient jdbc,
            JsonMapper json, Clock clock) {
        this.cases = cases;
        this.checks = checks;
        this.register = register;
        this.schemes = schemes;
        this.judging = judging;
        this.evaluations = evaluations;
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    public Intake propose(String number) {
        var file = cases.findByNumber(number).orElseThrow(Refusal::notFound);
        var scheme = schemes.release(file.releaseId());
        var faults = new ArrayList<>(scope(file, scheme));
        var inScope = faults.isEmpty();
        var form = checks.form(file, scheme);
        var materials = checks.materials(file, scheme);
        faults.addAll(form);
        faults.addAll(materials);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("in_scope", inScope);
        facts.put("materials_complete", materials.isEmpty());
        facts.put("form_valid", form.isEmpty());
        facts.put("fixable_now", !form.isEmpty() && materials.isEmpty() && handedInAtACounter(file));
        var evaluated = judging.shared(scheme, "intake.dmn", "DT_COM_1", facts);
        evaluations.keep(number, file.releaseId(), Map.of("intake", evaluated));
        var intake = new Intake(evaluated.text(), evaluated.text(1), faults, clock.instant());
        jdbc.sql("insert into case_intake (id, case_number, proposal, document, faults, at_) values (?, ?, ?, ?, ?, ?)")
                .params(java.util.Arrays.asList(Ids.next(), number, intake.proposal(), intake.document(), json.writeValueAsString(faults),
                        LocalDateTime.ofInstant(intake.at(), ZoneOffset.UTC))).update();
        return intake;
    }

    public Optional<Intake> last(String number) {
        return jdbc.sql("select proposal, document, faults, at_ from case_intake where case_number = ? order by id desc limit 1").param(number)
                .query((row, n) -> new Intake(row.getString(1), row.getString(2), json.readValue(row.getString(3), FAULTS),
                        row.getObject(4, LocalDateTime.class).toInstant(ZoneOffset.UTC))).optional();
    }

    /** A region that lacks a rule is not served; a holder of a recognition is served where that was granted. */
    private List<Fault> scope(CaseFile file, Scheme scheme) {
        var region = new Region(file.region());
        var missing = scheme.parameters().missing(region, WorkingCalendar.dayOf(file.firstSubmittedAt()));
        if (!missing.isEmpty()) {
            return List.of(Fault.at("region", "regionNotServed", String.join(", ", missing)));
        }
        return Optional.ofNullable(scheme.pack().requires()).flatMap(required -> register.regionOf(file.applicantIndex(), required.recognition()))
                .filter(granted -> !granted.covers(region)).map(granted -> List.of(Fault.at("region", "otherOffice", granted.code()))).orElse(List.of());
    }

    /** Only where the applicant stands at the counter can something be put right on the spot. */
    private boolean handedInAtACounter(CaseFile file) {
        return accounts.find(file.owner()).map((Account account) -> account.has(Role.ASSISTED_INTAKE)).orElse(false);
    }
}
