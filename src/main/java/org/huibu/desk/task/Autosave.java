package org.huibu.desk.task;

import java.time.Clock;
import java.util.Map;
import org.huibu.review.inbox.Inbox;
import org.huibu.web.Formats;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Keeps a half-written decision while it is typed. */
@RestController
class Autosave {

    private final Inbox inbox;
    private final TypedDecision typedDecision;
    private final Formats formats;
    private final Clock clock;

    Autosave(Inbox inbox, TypedDecision typedDecision, Formats formats, Clock clock) {
        this.inbox = inbox;
        this.typedDecision = typedDecision;
        this.formats = formats;
        this.clock = clock;
    }

    record Saved(String version, String text) { }

    @PostMapping(path = "/inbox/{task}/decide", params = "_action=autosave")
    Saved save(@PathVariable String task, @RequestParam Map<String, String> typed) {
        typedDecision.keep(inbox.task(task), typed);
        return new Saved("", formats.text("task.saved", formats.minute(clock.instant())));
    }
}
