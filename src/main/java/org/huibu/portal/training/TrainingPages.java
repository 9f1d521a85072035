package org.huibu.portal.training;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.huibu.casefile.CaseFiles;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.huibu.training.Video;
import org.huibu.training.Videos;
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

/** Recordings of the own class: complete ones, unfinished ones to continue, and links with a hash, which need no script. */
@Controller
@RequestMapping("/my/cases/{number}/training")
class TrainingPages {

    private final Videos videos;
    private final CaseFiles cases;
    private final Formats formats;

    TrainingPages(Videos videos, CaseFiles cases, Formats formats) {
        this.videos = videos;
        this.cases = cases;
        this.formats = formats;
    }

    @GetMapping
    String page(@PathVariable String number, Model model) {
        show(number, Map.of(), Map.of(), model);
        return "portal/training";
    }

    @PostMapping("/videos")
    String link(@PathVariable String number, @RequestParam Map<String, String> typed, Model model, HttpServletResponse response) {
        try {
            videos.link(number, typed.get("title"), typed.get("recordedOn"), typed.get("url"), typed.get("sha256"));
            return "redirect:/my/cases/" + number + "/training?saved";
        } catch (Refusal refused) {
            if (refused.faults().isEmpty() && !refused.code().equals("videoTwice")) {
                throw refused;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            show(number, typed, refused.faults().isEmpty() ? Map.of("sha256", formats.text("refusal." + refused.code()))
                    : refused.faults().stream().collect(Collectors.toMap(Fault::path, formats::fault)), model);
            return "portal/training";
        }
    }

    @PostMapping("/videos/{id}/remove")
    String remove(@PathVariable String number, @PathVariable long id) {
        videos.remove(number, id);
        return "redirect:/my/cases/" + number + "/training#videos";
    }

    @GetMapping("/videos/{id}")
    void video(@PathVariable String number, @PathVariable long id, @RequestHeader(value = HttpHeaders.RANGE, required = false) String range, HttpServletResponse response)
            throws IOException {
        var video = videos.find(number, id);
        if (!video.complete() || video.linked()) {
            throw Refusal.notFound();
        }
        Ranges.send(response, range, video.name(), video.type(), video.length(), from -> videos.content(video, from));
    }

    private void show(String number, Map<String, String> typed, Map<String, String> faults, Model model) {
        var mine = videos.mine(number);
        var listed = videos.listed(mine);
        model.addAttribute("file", cases.find(number));
        model.addAttribute("of", mine);
        model.addAttribute("videos", listed);
        model.addAttribute("complete", listed.stream().filter(Video::complete).count());
        model.addAttribute("typed", typed);
        model.addAttribute("faults", faults);
    }
}
