package org.huibu.sandbox.demo;

import java.util.Optional;
import org.huibu.consent.Confirmation;
import org.huibu.sandbox.sms.SandboxPhones;
import org.huibu.shared.Mask;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** What people without an account do on their phones with the link that they were sent. */
@Component
@Profile("sandbox")
class DemoPhones {

    private static final String PATH = "/confirm/";
    private static final int TAIL = 6;
    private final SandboxPhones phones;
    private final Confirmation confirmation;

    DemoPhones(SandboxPhones phones, Confirmation confirmation) {
        this.phones = phones;
        this.confirmation = confirmation;
    }

    /** Waits for the link, which is sent beside us, and consents. */
    void consent(String mobile, String name, String idNo) {
        awaitLink(mobile);
        confirmation.answer(link(mobile).orElseThrow().substring(PATH.length()), new Confirmation.Answer(name, idNo.substring(idNo.length() - TAIL), true, null), "demonstration");
    }

    void awaitLink(String mobile) {
        DemoStory.await("a link on " + Mask.mobile(mobile), () -> link(mobile).isPresent());
    }

    private Optional<String> link(String mobile) {
        return phones.received().stream().filter(one -> one.link() != null && one.mobile().equals(Mask.mobile(mobile))).map(SandboxPhones.Received::link).findFirst();
    }
}
