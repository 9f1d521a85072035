package org.huibu.review;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.eligibility.Evaluations;
import org.huibu.eligibility.Judging;
import org.huibu.party.Protection;
import org.huibu.process.block.Block;
import org.huibu.process.block.BlockCall;
import org.huibu.process.clock.CaseClock;
import org.huibu.process.Facts;
import org.huibu.process.block.Step;
import org.huibu.shared.Fault;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Public notices: a dated list that is never edited, and the objections to its lines (flows §1.6). */
@Service
public class Notices {

    private static final int MOST_TEXT = 1000;
    private static final int MOST_NAME = 50;
    private final JdbcClient jdbc;
    private final CaseWork work;
    private final Judging judging;
    private final Evaluations evaluations;
    private final Protection protection;
    private final Clock clock;

    Notices(JdbcClient jdbc, CaseWork work, Judging judging, Evaluations evaluations, Protection protection, Clock clock) {
        this.jdbc = jdbc;
        this.work = work;
        this.judging = judging;
        this.evaluations = evaluations;
        this.protection = protection;
        this.clock = clock;
    }

    /** A published list. */
    public record Notice(long id, String caseNumber, String scheme, String applicant, LocalDate from, LocalDate to) { }

    /** One line of it: names and amounts, no personal numbers. */
    public record Row(int seq, String label, Money amount) { }

    /** An objection. @param objector null if anonymous; @param outcome null while it is open */
    public record Objection(long id, String caseNumber, int line, String text, String objector, String outcome) { }

    @Transactional(readOnly = true)
    public List<Notice> current() {
        return notices("where to_ >= ?", WorkingCalendar.dayOf(clock.instant()));
    }

    @Transactional(readOnly = true)
    public Notice notice(long id) {
        return notices("where id = ?", id).stream().findFirst().orElseThrow(Refusal::notFound);
    }

    @Transactional(readOnly = true)
    public List<Row> rows(long notice) {
        return jdbc.sql("select seq, label, amount_fen from notice_row where notice_id = ? order by seq").param(notice)
                .query((row, n) -> new Row(row.getInt(1), row.getString(2), Money.ofFen(row.getLong(3)))).list();
    }

    /** Notices of a case, newest first. */
    @Transactional(readOnly = true)
    public List<Notice> ofCase(String caseNumber) {
        return notices("where case_number = ?", caseNumber);
    }

    /** Anonymously. @throws Refusal as the named one */
    @Transactional
    public void object(long noticeId, int line, String text) {
        object(noticeId, line, text, null);
    }

    /**
     * @param line number from 0 as listed
     * @param objector as he names himself, at most 50 characters; blank for an anonymous objection
     * @throws Refusal CONFLICT {@code noticeOver}, INVALID with the faults at {@code line}, {@code text} and {@code objector}
     */
    @Transactional
    public void object(long noticeId, int line, String text, String objector) {
        var notice = notice(noticeId);
        if (WorkingCalendar.dayOf(clock.instant()).isAfter(notice.to())) {
            throw Refusal.conflict("noticeOver");
        }
        var faults = new ArrayList<Fault>();
        if (rows(noticeId).stream().noneMatch(row -> row.seq() == line)) {
            faults.add(Fault.at("line", "notAnOption"));
        }
        if (text == null || text.isBlank()) {
            faults.add(Fault.at("text", "required"));
        } else if (text.length() > MOST_TEXT) {
            faults.add(Fault.at("text", "tooLong", MOST_TEXT));
        }
        if (objector != null && objector.length() > MOST_NAME) {
            faults.add(Fault.at("objector", "tooLong", MOST_NAME));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        jdbc.sql("insert into objection (id, case_number, line, text_, objector, at_) values (?, ?, ?, ?, ?, ?)")
                .params(java.util.Arrays.asList(Ids.next(), notice.caseNumber(), line, text.strip(), objector == null || objector.isBlank() ? null : objector.strip(),
                        LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))).update();
        work.happened(notice.caseNumber(), "ObjectionFiled", Map.of("line", Integer.toString(line + 1)));
    }

    @Transactional(readOnly = true)
    public List<Objection> objections(String caseNumber) {
        return jdbc.sql("select id, case_number, line, text_, objector, outcome from objection where case_number = ? order by id").param(caseNumber)
                .query((row, n) -> new Objection(row.getLong(1), row.getString(2), row.getInt(3), row.getString(4), row.getString(5), row.getString(6))).list();
    }

    private List<Notice> notices(String condition, Object value) {
        return jdbc.sql("select id, case_number, scheme, applicant, from_, to_ from notice " + condition + " order by id desc").param(value)
                .query((row, n) -> new Notice(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getDate(5).toLocalDate(), row.getDate(6).toLocalDate())).list();
    }

    void publish(Step step, LocalDate end) {
        var id = Ids.next();
        jdbc.sql("insert into notice (id, case_number, scheme, applicant, payee_index, from_, to_) values (?, ?, ?, ?, ?, ?, ?)")
                .params(java.util.Arrays.asList(id, step.caseNumber(), work.scheme(step.caseNumber()).name().zh(), work.find(step.caseNumber()).applicantName(),
                        payee(step.caseNumber()), java.sql.Date.valueOf(WorkingCalendar.dayOf(clock.instant())), java.sql.Date.valueOf(end))).update();
        var listed = step.group() == null ? work.lines(step.caseNumber()).stream().filter(l -> "PASS".equals(l.verdict())).toList()
                : work.group(step.caseNumber(), step.group());
        listed.forEach(line -> jdbc.sql("insert into notice_row (notice_id, seq, label, amount_fen) values (?, ?, ?, ?)")
                .params(id, line.seq(), line.label(), line.amount().fen()).update());
        work.happened(step.caseNumber(), "NoticePublished", Map.of("until", end.toString()));
    }

    List<Integer> disputed(String caseNumber) {
        return objections(caseNumber).stream().filter(o -> o.outcome() == null).map(Objection::line).distinct().sorted().toList();
    }

    /** Closes the open objections to the group with the finding. @return what follows by DT-COM-2 */
    String settle(Step step, String finding) {
        var lines = work.group(step.caseNumber(), step.group());
        var objected = objections(step.caseNumber()).stream().filter(o -> o.outcome() == null && lines.stream().anyMatch(line -> line.seq() == o.line())).count();
        lines.forEach(line -> jdbc.sql("update objection set outcome = ? where case_number = ? and line = ? and outcome is null")
                .params(finding, step.caseNumber(), line.seq()).update());
        work.happened(step.caseNumber(), "ObjectionSettled", Map.of("finding", finding, "group", step.group()));
        return outcome(step, finding, lines, objected);
    }

    private String outcome(Step step, String finding, List<ClaimLine> lines, long objections) {
        var scheme = work.scheme(step.caseNumber());
        var facts = new LinkedHashMap<String, Object>();
        facts.put("objection_count", objections);
        facts.put("finding", finding);
        facts.put("amount_change", lines.stream().mapToLong(line -> line.amount().fen() - published(step.caseNumber(), line.seq())).max().orElse(0));
        facts.put("payee_changed", !Objects.equals(payee(step.caseNumber()), publishedPayee(step.caseNumber())));
        var evaluated = judging.shared(scheme, "notice.dmn", "DT_COM_2", facts);
        evaluations.keep(step.caseNumber(), scheme.releaseId(), Map.of("notice:" + step.group(), evaluated));
        return Optional.ofNullable(evaluated.text()).orElseThrow(() -> new IllegalStateException("DT_COM_2 has no row for " + facts));
    }

    /** Blind index of the account that would be paid. */
    private String payee(String caseNumber) {
        return work.scheme(caseNumber).pack().payee() == null ? null : protection.index("ACCOUNT", work.payee(caseNumber).account());
    }

    private String publishedPayee(String caseNumber) {
        return jdbc.sql("select payee_index from notice where case_number = ? order by id desc limit 1").param(caseNumber).query(String.class).optional().orElse(null);
    }

    private long published(String caseNumber, int line) {
        return jdbc.sql("select r.amount_fen from notice_row r join notice n on n.id = r.notice_id where n.case_number = ? and r.seq = ? order by n.id desc limit 1")
                .params(caseNumber, line).query(Long.class).optional().orElse(0L);
    }

    @Block(name = "openNotice", title = "固定公示名单与截止日期")
    record OpenNotice(Notices notices, CaseClock clocks) implements BlockCall {
        @Override
        public Facts call(Step step) {
            notices.publish(step, WorkingCalendar.dayOf(clocks.end(step.caseNumber(), "T_NOTICE")));
            return Facts.NONE;
        }
    }

    @Block(name = "closeNotice", title = "公示结束，无异议的行成为一组，有异议的行各成一组", sets = {"groups", "undisputed"})
    record CloseNotice(Notices notices, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            work.formGroups(step.caseNumber(), java.util.Set.copyOf(notices.disputed(step.caseNumber())));
            var groups = work.lines(step.caseNumber()).stream().filter(ClaimLine::stands).map(ClaimLine::group).distinct().sorted().toList();
            work.happened(step.caseNumber(), "NoticeEnded", Map.of("groups", Integer.toString(groups.size())));
            return Facts.of("groups", groups).with("undisputed", groups.contains("MAIN"));
        }
    }

    @Block(name = "openGroup", title = "读取本组是否有异议", sets = "disputed")
    record OpenGroup(Notices notices, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var disputed = notices.disputed(step.caseNumber());
            return Facts.of("disputed", work.group(step.caseNumber(), step.group()).stream().anyMatch(line -> disputed.contains(line.seq())));
        }
    }

    @Block(name = "settleObjection", title = "按调查意见得出公示结论（DT-COM-2）", sets = "noticeResult")
    record SettleObjection(Notices notices) implements BlockCall {
        @Override
        public Facts call(Step step) {
            return Facts.of("noticeResult", notices.settle(step, step.facts().text("finding").orElseThrow()));
        }
    }
}
