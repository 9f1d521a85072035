package org.huibu.desk.training;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.huibu.identity.Accounts;
import org.huibu.shared.Refusal;
import org.huibu.training.Cancellations;
import org.huibu.training.attendance.Attendance;
import org.huibu.training.attendance.FalseAttendance;
import org.huibu.training.attendance.SpotChecks;
import org.huibu.training.video.Video;
import org.huibu.training.video.Videos;
import org.huibu.web.Formats;
import org.huibu.web.Ranges;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Recordings and attendance of a class as officers of its region see them; playing a recording is logged, what is false is found and taken back here. */
@Controller
@RequestMapping("/inbox/cases/{number}/training")
class TrainingLooks {

    private final Videos videos;
    private final Attendance attendance;
    private final SpotChecks checks;
    private final Cancellations cancellations;
    private final Accounts accounts;
    private final Formats formats;

    TrainingLooks(Videos videos, Attendance attendance, SpotChecks checks, Cancellations cancellations, Accounts accounts, Formats formats) {
        this.videos = videos;
        this.attendance = attendance;
        this.checks = checks;
        this.cancellations = cancellations;
        this.accounts = accounts;
        this.formats = formats;
    }

    @GetMapping
    String page(@PathVariable String number, Model model) {
        return page(number, Map.of(), "", model);
    }

    /** @param place of the roster; blank for the whole class */
    @PostMapping("/findings")
    String find(@PathVariable String number, @RequestParam(defaultValue = "") String place, @RequestParam(defaultValue = "") String text, Model model, HttpServletResponse response) {
        return told(number, "text", text, model, response, () -> checks.find(number, place.matches("\\d{1,18}") ? Long.valueOf(place) : null, text));
    }

    @PostMapping("/findings/{id}/lift")
    String lift(@PathVariable String number, @PathVariable long id, @RequestParam(defaultValue = "") String text, Model model, HttpServletResponse response) {
        return told(number, "lift-" + id, text, model, response, () -> checks.lift(number, id, text));
    }

    /** A class that never started: the change that gives it up is opened in the holder's name. */
    @PostMapping("/cancellation")
    String cancel(@PathVariable String number, @RequestParam(defaultValue = "") String text, Model model, HttpServletResponse response) {
        return told(number, "cancel", text, model, response, () -> cancellations.open(number, text));
    }

    @GetMapping("/videos/{id}")
    void video(@PathVariable String number, @PathVariable long id, @RequestHeader(value = HttpHeaders.RANGE, required = false) String range, HttpServletResponse response)
            throws IOException {
        var video = videos.look(number, id, Ranges.first(range));
        Ranges.send(response, range, video.name(), video.type(), video.length(), from -> videos.looked(video, from));
    }

    private String told(String number, String field, String text, Model model, HttpServletResponse response, Runnable work) {
        try {
            work.run();
            return "redirect:/inbox/cases/" + number + "/training#findings";
        } catch (Refusal refused) {
            if (refused.faults().isEmpty()) {
                throw refused;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(number, Map.of(field, formats.fault(refused.faults().get(0))), text, model);
        }
    }

    private String page(String number, Map<String, String> faults, String text, Model model) {
        var of = videos.ofMyRegion(number);
        var listed = videos.listed(of);
        model.addAttribute("of", of);
        model.addAttribute("videos", listed);
        model.addAttribute("complete", listed.stream().filter(Video::complete).count());
        model.addAttribute("sheet", attendance.sheet(of));
        var found = checks.of(of);
        model.addAttribute("checks", found);
        model.addAttribute("mayCancel", cancellations.may() && !of.closed() && !of.today().isBefore(of.start()));
        model.addAttribute("mayFind", checks.mayFind());
        model.addAttribute("liftable", found.stream().filter(one -> !one.lifted() && checks.mayLift(one)).map(FalseAttendance::id).toList());
        model.addAttribute("names", accounts);
        model.addAttribute("faults", faults);
        model.addAttribute("text", text);
        return "desk/training";
    }
}
