package org.huibu.desk.training;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.huibu.training.Video;
import org.huibu.training.Videos;
import org.huibu.web.Ranges;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;

/** Recordings of a class as officers of its region see them; playing one is logged. */
@Controller
@RequestMapping("/inbox/cases/{number}/training")
class TrainingLooks {

    private final Videos videos;

    TrainingLooks(Videos videos) {
        this.videos = videos;
    }

    @GetMapping
    String page(@PathVariable String number, Model model) {
        var of = videos.ofMyRegion(number);
        var listed = videos.listed(of);
        model.addAttribute("of", of);
        model.addAttribute("videos", listed);
        model.addAttribute("complete", listed.stream().filter(Video::complete).count());
        return "desk/training";
    }

    @GetMapping("/videos/{id}")
    void video(@PathVariable String number, @PathVariable long id, @RequestHeader(value = HttpHeaders.RANGE, required = false) String range, HttpServletResponse response)
            throws IOException {
        var video = videos.look(number, id, Ranges.first(range));
        Ranges.send(response, range, video.name(), video.type(), video.length(), from -> videos.looked(video, from));
    }
}
