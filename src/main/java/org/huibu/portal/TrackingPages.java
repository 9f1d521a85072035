package org.huibu.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.tracking.PublicTracking;
import org.huibu.identity.Attempts;
import org.huibu.scheme.Schemes;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Tracking without a login, by case number and the end of the applicant's own number. */
@Controller
@RequestMapping("/track")
class TrackingPages {

    private static final String KIND = "track";
    private static final int PER_ADDRESS = 20;
    private final PublicTracking tracking;
    private final Attempts attempts;
    private final CaseStory story;
    private final Schemes schemes;

    TrackingPages(PublicTracking tracking, Attempts attempts, CaseStory story, Schemes schemes) {
        this.tracking = tracking;
        this.attempts = attempts;
        this.story = story;
        this.schemes = schemes;
    }

    @GetMapping
    String ask() {
        return "portal/find";
    }

    @PostMapping
    String find(@RequestParam(defaultValue = "") String number, @RequestParam(defaultValue = "") String ending, Model model, HttpServletRequest request,
            HttpServletResponse response) {
        model.addAttribute("number", number);
        if (attempts.exceeded(KIND, request.getRemoteAddr(), PER_ADDRESS)) {
            return refused("find.throttled", HttpStatus.TOO_MANY_REQUESTS, model, response);
        }
        var found = tracking.find(number, ending);
        if (found.isEmpty()) {
            attempts.failed(KIND, request.getRemoteAddr());
            return refused("find.nothing", HttpStatus.NOT_FOUND, model, response);
        }
        show(found.get(), model);
        return "portal/found";
    }

    private void show(CaseFile file, Model model) {
        model.addAttribute("file", file);
        model.addAttribute("scheme", schemes.release(file.releaseId()));
        model.addAttribute("now", story.now(file, schemes.release(file.releaseId())));
    }

    private static String refused(String message, HttpStatus status, Model model, HttpServletResponse response) {
        model.addAttribute("error", message);
        response.setStatus(status.value());
        return "portal/find";
    }
}
