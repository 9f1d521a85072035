package org.huibu.portal.training;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
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

/** Recordings of the own class: complete ones, unfinished ones to continue, and links with a hash, which need no script. */
@Controller
@RequestMapping("/my/cases/{number}/training")
class TrainingPages {

    private final Videos videos;
    private final TrainingPage page;
    private final Formats formats;

    TrainingPages(Videos videos, TrainingPage page, Formats formats) {
        this.videos = videos;
        this.page = page;
        this.formats = formats;
    }

    @GetMapping
    String page(@PathVariable String number, @RequestParam(required = false) String tooLarge, Model model) {
        page.show(number, Map.of(), Map.of(), model);
        if (tooLarge != null) {
            model.addAttribute("sheetFaults", List.of(formats.text("refusal.fileTooLarge", "")));
        }
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
            page.show(number, typed, refused.faults().isEmpty() ? Map.of("sha256", formats.text("refusal." + refused.code()))
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
        var video = videos.playable(number, id);
        Ranges.send(response, range, video.name(), video.type(), video.length(), from -> videos.content(video, from));
    }
}
