package org.huibu.review.records;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.identity.Account;
import org.huibu.scheme.form.FormCheck;
import org.huibu.scheme.form.FormDefinition;
import org.huibu.shared.Fault;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Records of steps such as a visit on site (DOC-04) or a checklist. No authorisation: {@code review} authorises before it writes. */
@Service
public class StepRecords {

    private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() { };
    private final JdbcClient jdbc;
    private final CaseWork work;
    private final StepFiles files;
    private final JsonMapper json;
    private final Clock clock;

    StepRecords(JdbcClient jdbc, CaseWork work, StepFiles files, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.work = work;
        this.files = files;
        this.json = json;
        this.clock = clock;
    }

    /** Oldest first. */
    @Transactional(readOnly = true)
    public List<StepRecord> ofCase(String caseNumber) {
        return jdbc.sql("select task_id, task, group_, form, values_, username, unit, at_ from step_record where case_number = ? order by id").param(caseNumber)
                .query((row, n) -> new StepRecord(row.getString(1), row.getString(2), row.getString(3), row.getString(4), json.readValue(row.getString(5), VALUES), row.getString(6),
                        row.getString(7), row.getObject(8, LocalDateTime.class).toInstant(ZoneOffset.UTC))).list();
    }

    /** @return the form of a step of the case. @throws Refusal NOT_FOUND */
    @Transactional(readOnly = true)
    public FormDefinition form(String caseNumber, String path) {
        var form = work.scheme(caseNumber).stepForms().get(path);
        if (form == null) {
            throw Refusal.notFound();
        }
        return form;
    }

    /** Everything wrong with what was typed for an outcome, at {@code form.<field>}. */
    @Transactional(readOnly = true)
    public List<Fault> faults(String caseNumber, String taskId, String path, String outcome, Map<String, String> typed) {
        var form = form(caseNumber, path);
        var faults = new ArrayList<Fault>();
        var values = FormCheck.canonical(form.single(), typed);
        FormCheck.form(form, values, WorkingCalendar.dayOf(clock.instant())).forEach(fault -> faults.add(new Fault("form." + fault.path(), fault.code(), fault.arguments())));
        form.single().stream().filter(field -> field.requiredFor(outcome, values.get(field.path()))).forEach(field -> faults.add(Fault.at("form." + field.path(), "requiredForOutcome")));
        var given = files.ofTask(taskId);
        form.files().stream().filter(field -> field.required() && given.stream().noneMatch(file -> file.field().equals(field.path())))
                .forEach(field -> faults.add(Fault.at("form." + field.path(), "required")));
        return faults;
    }

    /** Keeps the record; once per task. */
    @Transactional
    public void keep(String caseNumber, String taskId, String task, String group, String path, Map<String, String> typed, Account officer) {
        var values = FormCheck.canonical(form(caseNumber, path).single(), typed);
        jdbc.sql("insert into step_record (id, case_number, task_id, task, group_, form, values_, username, unit, at_) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(Ids.next(), caseNumber, taskId, task, group, path, json.writeValueAsString(values), officer.username(), officer.unit(),
                        LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))).update();
    }
}
