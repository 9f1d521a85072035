package org.huibu.review.records;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.huibu.party.Files;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Documents of a step's record: photos of a visit, signed sheets. No authorisation: {@code review} authorises before it writes. */
@Service
public class StepFiles {

    private static final List<String> ACCEPTED = List.of("pdf", "png", "jpg", "jpeg");
    private static final int MOST = 20;
    private final JdbcClient jdbc;
    private final Files files;
    private final Clock clock;

    StepFiles(JdbcClient jdbc, Files files, Clock clock) {
        this.jdbc = jdbc;
        this.files = files;
        this.clock = clock;
    }

    /** @param field of the step's form that took it */
    public record StepFile(long id, String taskId, String field, String name, long fileId) { }

    @Transactional(readOnly = true)
    public List<StepFile> ofTask(String taskId) {
        return jdbc.sql("select id, task_id, field, name, file_id from step_file where task_id = ? order by id").param(taskId).query(StepFile.class).list();
    }

    @Transactional(readOnly = true)
    public List<StepFile> ofCase(String caseNumber) {
        return jdbc.sql("select id, task_id, field, name, file_id from step_file where case_number = ? order by id").param(caseNumber).query(StepFile.class).list();
    }

    /** @throws Refusal as {@link Files#accept}, or CONFLICT {@code tooManyFiles} */
    @Transactional
    public long attach(String caseNumber, String taskId, String field, String name, byte[] content, String officer) {
        if (ofTask(taskId).size() >= MOST) {
            throw Refusal.conflict("tooManyFiles", MOST);
        }
        var stored = files.accept(name, content, ACCEPTED, officer);
        var id = Ids.next();
        jdbc.sql("insert into step_file (id, case_number, task_id, field, file_id, name, at_) values (?, ?, ?, ?, ?, ?, ?)")
                .params(id, caseNumber, taskId, field, stored.id(), stored.name(), LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).update();
        return id;
    }

    @Transactional
    public void remove(String taskId, long id) {
        if (jdbc.sql("delete from step_file where id = ? and task_id = ?").params(id, taskId).update() == 0) {
            throw Refusal.notFound();
        }
    }

    public byte[] read(StepFile file) {
        return files.read(file.fileId());
    }
}
