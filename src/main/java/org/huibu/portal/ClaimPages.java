package org.huibu.portal;

import org.huibu.casefile.entry.Entries;
import org.huibu.shared.Refusal;
import org.huibu.web.Formats;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An applicant claims the draft that a bank opened for him. */
@Controller
@RequestMapping("/my/claims")
class ClaimPages {

    private final Entries entries;
    private final Formats formats;

    ClaimPages(Entries entries, Formats formats) {
        this.entries = entries;
        this.formats = formats;
    }

    /** After a login the browser comes back by GET to where it was posting. */
    @GetMapping
    String back() {
        return "redirect:/my#claim";
    }

    @PostMapping
    String claim(@RequestParam(defaultValue = "") String number, @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String ownNumber, RedirectAttributes told) {
        try {
            entries.claim(number, name, ownNumber);
            return "redirect:/my/cases/" + number.strip() + "/edit";
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.FORBIDDEN) {
                throw refusal;
            }
            told.addFlashAttribute("claimWrong", formats.text(refusal.kind() == Refusal.Kind.NOT_FOUND ? "claim.nothing" : "refusal." + refusal.code()));
            told.addFlashAttribute("claimNumber", number);
            told.addFlashAttribute("claimName", name);
            return "redirect:/my#claim";
        }
    }
}
