package org.huibu;

import java.util.List;
import java.util.Map;
import org.huibu.review.Reviewing;
import org.huibu.shared.identifier.Region;
import org.springframework.security.core.context.SecurityContextHolder;

/** Officers decide at their desks in a browser; what applicants do the tests walk themselves, so that the rest goes by the services. */
final class BrowserHands implements Hands {

    private final Hands services;
    private final BrowserHouse house;

    BrowserHands(Hands services, BrowserHouse house) {
        this.services = services;
        this.house = house;
    }

    @Override
    public String open(String scheme, Region region) {
        return services.open(scheme, region);
    }

    @Override
    public void save(String number, Map<String, String> form, List<Map<String, String>> lines) {
        services.save(number, form, lines);
    }

    @Override
    public void attach(String number, String material, byte[] content) {
        services.attach(number, material, content);
    }

    @Override
    public void attach(String number, int line, String material, byte[] content) {
        services.attach(number, line, material, content);
    }

    @Override
    public void submit(String number) {
        services.submit(number);
    }

    @Override
    public void decide(String task, Reviewing.Decision decision) {
        if (!decision.lines().isEmpty() || !decision.faults().isEmpty()) {
            services.decide(task, decision);
            return;
        }
        house.as(SecurityContextHolder.getContext().getAuthentication().getName());
        house.visit("/inbox/" + task);
        house.decide(decision.outcome(), decision.form());
    }
}
