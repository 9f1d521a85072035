package org.huibu.desk;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.huibu.casefile.entry.Entries;
import org.huibu.casefile.postcheck.DrawnChecks;
import org.huibu.disbursement.PaymentOrders;
import org.huibu.identity.CurrentUser;
import org.huibu.review.Reviewing;
import org.huibu.review.inbox.InboxList;
import org.huibu.review.inbox.Lane;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.Schemes;
import org.huibu.scheme.pack.Pack;
import org.huibu.web.Formats;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The officers' inbox: one triaged list, claiming one or many, and the next right thing to do. */
@Controller
@RequestMapping("/inbox")
class InboxPages {

    private static final int PAGE = 25;
    private static final int MOST_AT_ONCE = 100;
    private final InboxList list;
    private final Reviewing reviewing;
    private final Entries entries;
    private final PaymentOrders orders;
    private final Schemes schemes;
    private final CurrentUser user;
    private final Formats formats;
    private final Clock clock;

    InboxPages(InboxList list, Reviewing reviewing, Entries entries, PaymentOrders orders, Schemes schemes, CurrentUser user, Formats formats, Clock clock) {
        this.list = list;
        this.reviewing = reviewing;
        this.entries = entries;
        this.orders = orders;
        this.schemes = schemes;
        this.user = user;
        this.formats = formats;
        this.clock = clock;
    }

    @GetMapping
    String list(InboxAsked asked, @RequestParam(required = false) String after, Model model) {
        var active = schemes.active();
        model.addAttribute("asked", asked);
        model.addAttribute("page", list.page(asked.filter(), after, PAGE));
        model.addAttribute("counts", list.counts(asked.filter()));
        model.addAttribute("lanes", Lane.values());
        model.addAttribute("schemes", active);
        model.addAttribute("stages", stages(active, asked.filter().scheme()));
        model.addAttribute("me", user.require().username());
        model.addAttribute("now", clock.instant());
        model.addAttribute("first", after == null);
        model.addAttribute("doubtful", orders.doubtful());
        model.addAttribute("entries", entries.may());
        model.addAttribute("postChecks", DrawnChecks.may(user.require()));
        return "desk/inbox";
    }

    /** Takes many at once: each is a claim of its own with an audit line of its own (SD8). */
    @PostMapping("/claim")
    String claim(InboxAsked asked, @RequestParam(name = "task", required = false) List<String> tasks, RedirectAttributes told) {
        var chosen = tasks == null ? List.<String>of() : tasks.stream().distinct().limit(MOST_AT_ONCE).toList();
        var refused = reviewing.claimAll(chosen);
        told.addFlashAttribute("claimed", chosen.size() - refused.size());
        told.addFlashAttribute("refusals", refused.values().stream().map(no -> formats.text("refusal." + no.code(), no.arguments().toArray())).toList());
        return "redirect:" + asked.address(null);
    }

    /** Takes the most urgent task that may be mine and opens it; passes on to the next when somebody was faster. */
    @PostMapping("/next")
    String next(InboxAsked asked, RedirectAttributes told) {
        for (int tries = 0; tries < 5; tries++) {
            var row = list.next(asked.filter());
            if (row.isEmpty()) {
                break;
            }
            if (reviewing.claimAll(List.of(row.get().taskId())).isEmpty()) {
                return "redirect:/inbox/" + row.get().taskId();
            }
        }
        told.addFlashAttribute("nothingNext", true);
        return "redirect:" + asked.address(null);
    }

    private static Collection<Pack.Stage> stages(List<Scheme> active, String scheme) {
        var stages = new LinkedHashMap<String, Pack.Stage>();
        active.stream().filter(one -> scheme == null || one.key().equals(scheme)).flatMap(one -> one.pack().stages().stream()).forEach(stage -> stages.putIfAbsent(stage.key(), stage));
        return stages.values();
    }
}
