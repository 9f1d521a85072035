package org.huibu.casefile.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.huibu.casefile.spi.ClaimedBack;
import org.huibu.shared.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AP-E2 with parts of the advance asked back before: what comes back in all is what was not earned, and never more than can still be asked for. */
class AdvancedTests {

    @ParameterizedTest
    @CsvSource({
        "105000,0,0,84000,105000,21000",
        "105000,2000,0,84000,103000,19000",
        "105000,2000,2000,84000,105000,21000",
        "105000,2000,2000,0,105000,103000",
        "105000,105000,0,0,0,0",
        "105000,105000,105000,0,105000,0",
        "105000,2000,0,189000,103000,0",
        "0,0,0,84000,0,0"})
    void asksBackWhatIsHeldAndNotEarnedOnce(long paid, long claimed, long givenUp, long earned, long held, long refund) {
        var advanced = new Advanced(Money.ofYuan(paid), new ClaimedBack.Sum(Money.ofYuan(claimed), Money.ofYuan(givenUp)));
        assertThat(advanced.held()).isEqualTo(Money.ofYuan(held));
        assertThat(advanced.refund(Money.ofYuan(Math.min(held, earned)))).isEqualTo(Money.ofYuan(refund));
        assertThat(advanced.refund(Money.ofYuan(paid))).as("an offset made before something was asked back").isLessThanOrEqualTo(Money.ofYuan(refund));
    }
}
