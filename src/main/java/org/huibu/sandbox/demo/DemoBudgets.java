package org.huibu.sandbox.demo;

import java.util.List;
import org.huibu.disbursement.allocation.Allocations;
import org.huibu.disbursement.allocation.BudgetMove.Kind;
import org.huibu.disbursement.allocation.Proposal;
import org.huibu.shared.identifier.Region;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The money of the demonstration: appropriated by the province and allocated down to a district, each move by two people. */
@Component
@Profile("sandbox")
class DemoBudgets {

    private static final String REASON = "演示：年度预算";
    private final DemoStory story;
    private final Allocations allocations;

    DemoBudgets(DemoStory story, Allocations allocations) {
        this.story = story;
        this.allocations = allocations;
    }

    /** @param yuan whole yuan that reach the district */
    void give(String fund, String code, int year, Region district, int yuan) {
        var document = "岭财演示〔" + year + "〕" + code + "-" + district.code();
        var province = district.province().code();
        var amount = Integer.toString(yuan);
        moved("province", new Proposal(Kind.APPROPRIATION, fund, code, year, province, null, null, amount, document + "-1", REASON));
        moved("province", new Proposal(Kind.ALLOCATION, fund, code, year, province, null, district.city().code(), amount, document + "-2", REASON));
        moved("yunxi", new Proposal(Kind.ALLOCATION, fund, code, year, district.city().code(), null, district.code(), amount, document + "-3", REASON));
    }

    private void moved(String office, Proposal proposal) {
        var id = story.as("budget." + office, () -> allocations.propose(proposal));
        story.as("budget2." + office, () -> {
            allocations.confirm(id);
            return List.of();
        });
    }
}
