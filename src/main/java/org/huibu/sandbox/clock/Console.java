package org.huibu.sandbox.clock;

import java.util.List;
import org.huibu.process.clock.MovableClock;
import org.huibu.sandbox.Knobs;
import org.huibu.sandbox.bank.SandboxBanks;
import org.huibu.sandbox.sms.SandboxPhones;
import org.huibu.sandbox.treasury.SandboxTreasury;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.calendar.WorkingCalendars;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The console of the sandbox: faults to switch on, what the treasury did, and the clock. It exists in the sandbox profile only. */
@Controller
@Profile("sandbox")
class Console {

    private static final List<String> SYSTEMS = List.of("market", "social-insurance", "tax", "credit", "education", "veterans", "civil-affairs", "employment", "skills", "benefits", "bank",
            "public-security", "treasury", "statement", "lender");
    private final Knobs knobs;
    private final SandboxTreasury treasury;
    private final SandboxBanks banks;
    private final SandboxPhones phones;
    private final MovableClock clock;
    private final WorkingCalendar calendar = WorkingCalendars.forDemonstration();

    Console(Knobs knobs, SandboxTreasury treasury, SandboxBanks banks, SandboxPhones phones, MovableClock clock) {
        this.knobs = knobs;
        this.treasury = treasury;
        this.banks = banks;
        this.phones = phones;
        this.clock = clock;
    }

    record System(String name, String mode, List<String> modes) { }

    @GetMapping("/sandbox")
    String console(Model model) {
        model.addAttribute("systems", SYSTEMS.stream().map(name -> new System(name, knobs.of(name), knobs.modes(name))).toList());
        model.addAttribute("now", clock.now());
        model.addAttribute("executed", treasury.executed());
        model.addAttribute("loans", banks.received());
        model.addAttribute("messages", phones.received());
        return "sandbox/console";
    }

    @PostMapping("/sandbox/knobs")
    String turn(@RequestParam String system, @RequestParam String mode) {
        if (!SYSTEMS.contains(system) || !knobs.modes(system).contains(mode)) {
            throw Refusal.notFound();
        }
        knobs.set(system, mode);
        return "redirect:/sandbox";
    }

    @PostMapping("/sandbox/clock")
    String forward(@RequestParam int days) {
        if (days < 1 || days > 60) {
            throw new Refusal(Refusal.Kind.INVALID, "daysWrong");
        }
        clock.forwardTo(WorkingCalendar.endOf(calendar.plus(WorkingCalendar.dayOf(clock.now()), days)).plusSeconds(1));
        return "redirect:/sandbox";
    }
}
