package org.huibu.desk.task;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.huibu.casefile.CaseWork;
import org.huibu.identity.Accounts;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.inbox.InboxRow;
import org.huibu.shared.Refusal;
import org.huibu.web.Formats;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Somebody was faster, the process took the task away, or it cannot be mine: what happened meanwhile, what I had typed, and a way on. */
@Component
class OverPage {

    private static final int RECENT = 8;
    private final Inbox inbox;
    private final CaseWork work;
    private final Accounts accounts;
    private final Formats formats;

    OverPage(Inbox inbox, CaseWork work, Accounts accounts, Formats formats) {
        this.inbox = inbox;
        this.work = work;
        this.accounts = accounts;
        this.formats = formats;
    }

    /** The open task; null if it is over. @throws Refusal NOT_FOUND if there never was one for me */
    InboxRow open(String task) {
        try {
            return inbox.task(task);
        } catch (Refusal gone) {
            if (inbox.done(task).isEmpty()) {
                throw gone;
            }
            return null;
        }
    }

    String orStop(String task, Map<String, String> typed, Model model, HttpServletResponse response, Supplier<String> act) {
        try {
            return open(task) == null ? show(task, typed, model, response) : act.get();
        } catch (Refusal refused) {
            if (refused.kind() == Refusal.Kind.CONFLICT || refused.kind() == Refusal.Kind.FORBIDDEN) {
                model.addAttribute("why", formats.text("refusal." + refused.code(), refused.arguments().toArray()));
                return show(task, typed, model, response);
            }
            throw refused;
        }
    }

    /** Answers 409 with the page. @param typed what the reader sent, so that it is not lost */
    String show(String task, Map<String, String> typed, Model model, HttpServletResponse response) {
        Optional<Inbox.Done> done = inbox.done(task);
        var number = done.map(Inbox.Done::caseNumber).orElseGet(() -> inbox.task(task).caseNumber());
        var timeline = work.timeline(number);
        model.addAttribute("done", done.orElse(null));
        model.addAttribute("by", done.map(Inbox.Done::username).map(accounts::displayName).orElse(null));
        model.addAttribute("file", work.find(number));
        model.addAttribute("scheme", work.scheme(number));
        model.addAttribute("state", work.scheme(number).state(work.find(number).state()).toOfficers());
        model.addAttribute("recent", timeline.subList(Math.max(0, timeline.size() - RECENT), timeline.size()));
        model.addAttribute("names", accounts);
        model.addAttribute("opinion", typed.getOrDefault("opinion", ""));
        response.setStatus(HttpServletResponse.SC_CONFLICT);
        return "desk/over";
    }
}
