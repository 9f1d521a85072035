package org.huibu.training.attendance;

import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.roster.Rosters;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.huibu.training.Classes;
import org.huibu.training.TrainingClass;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What officers find false in the records of a class: a reviewer of its region finds, a rechecker who is somebody else takes back. The
 * settlement's rule reads what stands; whoever was found so is paid nothing (flows §4.3, DT-AP-6).
 */
@Service
public class SpotChecks {

    private static final int TEXT = 400;
    private final Classes classes;
    private final AttendanceRows rows;
    private final Rosters rosters;
    private final CaseWork work;
    private final CurrentUser user;

    SpotChecks(Classes classes, AttendanceRows rows, Rosters rosters, CaseWork work, CurrentUser user) {
        this.classes = classes;
        this.rows = rows;
        this.rosters = rosters;
        this.work = work;
        this.user = user;
    }

    /** Newest first. The class was authorised by whoever read it. */
    @Transactional(readOnly = true)
    public List<FalseAttendance> of(TrainingClass of) {
        return rows.findings(of.number());
    }

    public boolean mayFind() {
        return user.requireOfficer().has(Role.INITIAL_REVIEWER);
    }

    public boolean mayLift(FalseAttendance found) {
        return user.requireOfficer().has(Role.RECHECKER) && !found.foundBy().equals(user.require().username());
    }

    /**
     * @param place id on the roster; null for the whole class
     * @throws Refusal FORBIDDEN {@code notAReviewer}, CONFLICT {@code trainingClosed}, INVALID with the faults at {@code place} and {@code text}
     */
    @Transactional
    public void find(String number, Long place, String text) {
        var of = classes.ofMyRegion(number);
        if (!mayFind()) {
            throw Refusal.forbidden("notAReviewer");
        }
        if (of.closed()) {
            throw Refusal.conflict("trainingClosed");
        }
        check(text);
        var listed = place == null ? null : rosters.of(of.plan()).stream().filter(one -> one.id() == place).findFirst()
                .orElseThrow(() -> Refusal.invalid(List.of(Fault.at("place", "notAnOption"))));
        var officer = user.requireOfficer();
        rows.find(number, listed == null ? null : listed.subjectIndex(), listed == null ? null : listed.label(), text.strip(), officer.username(), officer.unit());
        work.happened(number, "FalseAttendanceFound", Map.of("of", listed == null ? "*" : listed.label()));
    }

    /** @throws Refusal FORBIDDEN {@code notTheRechecker}, CONFLICT {@code findingLifted}, INVALID with a fault at {@code text} */
    @Transactional
    public void lift(String number, long id, String text) {
        var of = classes.ofMyRegion(number);
        var found = rows.findings(of.number()).stream().filter(one -> one.id() == id).findFirst().orElseThrow(Refusal::notFound);
        if (!mayLift(found)) {
            throw Refusal.forbidden("notTheRechecker");
        }
        check(text);
        if (!rows.lift(number, id, text.strip(), user.require().username())) {
            throw Refusal.conflict("findingLifted");
        }
        work.happened(number, "FalseAttendanceLifted", Map.of("of", found.label() == null ? "*" : found.label()));
    }

    private static void check(String text) {
        if (text == null || text.isBlank()) {
            throw Refusal.invalid(List.of(Fault.at("text", "required")));
        }
        if (text.length() > TEXT) {
            throw Refusal.invalid(List.of(Fault.at("text", "tooLong", TEXT)));
        }
    }
}
