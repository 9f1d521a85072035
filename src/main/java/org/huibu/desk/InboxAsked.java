package org.huibu.desk;

import java.util.Arrays;
import org.huibu.review.inbox.InboxFilter;
import org.huibu.review.inbox.Lane;
import org.springframework.web.util.UriComponentsBuilder;

/** The inbox's filter as it stands in the address, so that it can be kept as a bookmark; what cannot be read means all. */
record InboxAsked(String scheme, String stage, String lane, String held, String overdue, String q) {

    public InboxFilter filter() {
        return new InboxFilter(scheme, stage, laneAsked(), held, "true".equals(overdue), q);
    }

    public Lane laneAsked() {
        return Arrays.stream(Lane.values()).filter(one -> one.name().equals(lane)).findFirst().orElse(null);
    }

    /** The address with another lane, from its beginning. */
    public String toLane(String other) {
        return new InboxAsked(scheme, stage, other, held, overdue, q).address(null);
    }

    public String toHeld(String other) {
        return new InboxAsked(scheme, stage, lane, other, overdue, q).address(null);
    }

    public String toOverdue(String other) {
        return new InboxAsked(scheme, stage, lane, held, other, q).address(null);
    }

    public String address(String after) {
        var address = UriComponentsBuilder.fromPath("/inbox");
        String[][] parts = {{"scheme", scheme}, {"stage", stage}, {"lane", lane}, {"held", held}, {"overdue", overdue}, {"q", q}, {"after", after}};
        for (var part : parts) {
            if (part[1] != null && !part[1].isBlank()) {
                address.queryParam(part[0], "{" + part[0] + "}").uriVariables(java.util.Map.of(part[0], part[1]));
            }
        }
        return address.encode().build().toUriString();
    }

    public boolean narrowed() {
        return !filter().equals(InboxFilter.ALL);
    }
}
