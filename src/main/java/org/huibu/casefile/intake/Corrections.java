package org.huibu.casefile.intake;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.CaseFiles;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Fault;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Correction notices (flows §1.5, §8.4). The first lists everything at once. A later one may only name what the correction itself caused,
 * judged by item, fault and version of the value: what has not changed since the last notice was there to be seen then.
 */
@Component
public class Corrections {

    private static final TypeReference<Map<String, String>> MARKS = new TypeReference<>() { };
    private static final int MOST_TEXT = 500;
    private final ValueVersions versions;
    private final CaseIntake intake;
    private final Schemes schemes;
    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final JsonMapper json;
    private final Clock clock;

    Corrections(ValueVersions versions, CaseIntake intake, Schemes schemes, JdbcClient jdbc, JdbcTemplate batch, JsonMapper json, Clock clock) {
        this.versions = versions;
        this.intake = intake;
        this.schemes = schemes;
        this.jdbc = jdbc;
        this.batch = batch;
        this.json = json;
        this.clock = clock;
    }

    private record Round(int number, Map<String, String> marks) { }

    private record Named(String item, String code, String text) { }

    /**
     * Keeps a notice with the versions of all values at this moment.
     *
     * @param faults item, or {@code item:CODE} where one item has several faults, → what is wrong with it in the officer's words
     * @throws Refusal INVALID with faults at {@code faults} or {@code faults.<item>}; CONFLICT {@code secondNoticeNamesOldFault} or
     *     {@code noticeAfterDeemedAcceptance}
     */
    public void request(CaseFile file, Map<String, String> faults) {
        var scheme = schemes.release(file.releaseId());
        var named = faults.entrySet().stream().map(one -> named(one.getKey(), one.getValue())).toList();
        var now = versions.of(file, scheme);
        refuseFaulty(named, now, scheme);
        var last = last(file.number());
        if (last.isPresent()) {
            refuseOld(named, last.get(), now, scheme);
        } else if (file.deemed()) {
            throw Refusal.conflict("noticeAfterDeemedAcceptance");
        } else if (file.acceptedAt() == null) {
            refuseIncomplete(file, named);
        }
        keep(file.number(), last.map(Round::number).orElse(0) + 1, named, now);
        file.happened("CorrectionRequested", Map.of("items", named.stream().map(Named::item).distinct().collect(Collectors.joining(", "))));
    }

    /** What the open notice lists. */
    public List<CaseFiles.CorrectionItem> open(String number) {
        return jdbc.sql("select item, code, text_ as text from correction_item where case_number = ? and answered = false order by id").param(number)
                .query(CaseFiles.CorrectionItem.class).list();
    }

    public void answered(String number) {
        jdbc.sql("update correction_item set answered = true where case_number = ?").param(number).update();
    }

    private void refuseFaulty(List<Named> named, Map<String, String> now, Scheme scheme) {
        var wrong = new ArrayList<Fault>();
        if (named.isEmpty()) {
            wrong.add(Fault.at("faults", "correctionEmpty"));
        }
        for (var one : named) {
            if (!versions.known(now, scheme, one.item())) {
                wrong.add(Fault.at("faults." + one.item(), "correctionItemUnknown", one.item()));
            } else if (one.text().isBlank() || one.text().length() > MOST_TEXT) {
                wrong.add(Fault.at("faults." + one.item(), "correctionText", MOST_TEXT));
            }
        }
        if (!wrong.isEmpty()) {
            throw Refusal.invalid(wrong);
        }
    }

    private void refuseOld(List<Named> named, Round last, Map<String, String> now, Scheme scheme) {
        var old = named.stream().map(Named::item).filter(item -> !versions.changed(last.marks(), now, scheme, item)).distinct().toList();
        if (!old.isEmpty()) {
            throw new Refusal(Refusal.Kind.CONFLICT, "secondNoticeNamesOldFault", old.stream().map(item -> Fault.at("faults." + item, "faultIsOld")).toList());
        }
    }

    /** The one notice names everything that the rule of acceptance found. */
    private void refuseIncomplete(CaseFile file, List<Named> named) {
        var items = named.stream().map(Named::item).toList();
        var left = intake.last(file.number()).map(Intake::faults).orElse(List.of()).stream().map(fault -> fault.path().replaceFirst("^materials\\.", ""))
                .filter(item -> !item.equals("region") && !items.contains(item) && !items.contains(ValueVersions.FORM)).distinct().toList();
        if (!left.isEmpty()) {
            throw Refusal.invalid(left.stream().map(item -> Fault.at("faults." + item, "correctionLeavesOut", item)).toList());
        }
    }

    private void keep(String number, int round, List<Named> named, Map<String, String> now) {
        jdbc.sql("insert into correction_round (case_number, round_, marks, at_) values (?, ?, ?, ?)")
                .params(number, round, json.writeValueAsString(now), LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).update();
        batch.batchUpdate("insert into correction_item (id, case_number, round_, item, code, text_, answered) values (?, ?, ?, ?, ?, ?, false)",
                named.stream().map(one -> new Object[] {Ids.next(), number, round, one.item(), one.code(), one.text()}).toList());
    }

    private Optional<Round> last(String number) {
        return jdbc.sql("select round_, marks from correction_round where case_number = ? order by round_ desc limit 1").param(number)
                .query((row, n) -> new Round(row.getInt(1), json.readValue(row.getString(2), MARKS))).optional();
    }

    private static Named named(String key, String text) {
        int colon = key.indexOf(':');
        return new Named(colon < 0 ? key : key.substring(0, colon), colon < 0 ? null : key.substring(colon + 1), text == null ? "" : text.strip());
    }
}
