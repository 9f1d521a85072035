package org.huibu.disbursement.budget;

import static org.assertj.core.api.Assertions.assertThat;

import org.huibu.AwardStory;
import org.huibu.HuibuTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One queue per envelope that is short, over districts. */
@HuibuTest
class SharedMoneyTests {

    @Autowired SharedMoneyStory districts;
    @Autowired Funds funds;

    @AfterEach
    void look() {
        AwardStory.as("auditor");
        assertThat(funds.differences()).isEmpty();
        AwardStory.nobody();
    }

    @Test
    void waitsForTheCityInTheOrderOfApproval() {
        districts.waitsForTheCityInTheOrderOfApproval();
    }

    @Test
    void lackOfOnesOwnMoneyHoldsUpNobodyElse() {
        districts.lackOfOnesOwnMoneyHoldsUpNobodyElse();
    }

    @Test
    void fourLevelsBearAPaymentToTheFen() {
        districts.fourLevelsBearAPaymentToTheFen();
    }

    @Test
    void givesAsManyAsTheCityCanBear() throws Exception {
        districts.givesAsManyAsTheCityCanBear();
    }
}
