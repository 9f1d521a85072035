package org.huibu.portal.training;

import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseFiles;
import org.huibu.training.attendance.Attendance;
import org.huibu.training.attendance.SpotChecks;
import org.huibu.training.video.Video;
import org.huibu.training.video.Videos;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the page of the own class shows. */
@Component
class TrainingPage {

    private final CaseFiles cases;
    private final Videos videos;
    private final Attendance attendance;
    private final SpotChecks checks;

    TrainingPage(CaseFiles cases, Videos videos, Attendance attendance, SpotChecks checks) {
        this.cases = cases;
        this.videos = videos;
        this.attendance = attendance;
        this.checks = checks;
    }

    /** @param typed of the form for a link @param faults field → message */
    void show(String number, Map<String, String> typed, Map<String, String> faults, Model model) {
        var mine = videos.mine(number);
        var listed = videos.listed(mine);
        model.addAttribute("file", cases.find(number));
        model.addAttribute("of", mine);
        model.addAttribute("videos", listed);
        model.addAttribute("complete", listed.stream().filter(Video::complete).count());
        model.addAttribute("sheet", attendance.sheet(mine));
        model.addAttribute("months", attendance.months(mine));
        model.addAttribute("checks", checks.of(mine));
        model.addAttribute("sheetFaults", List.of());
        model.addAttribute("typed", typed);
        model.addAttribute("faults", faults);
    }
}
