package org.huibu.disbursement.receivable;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaymentCodeTests {

    @Test
    void findsItsOwnCodeHoweverItWasTyped() {
        for (int i = 0; i < 200; i++) {
            var code = PaymentCode.fresh();
            assertThat(PaymentCode.in("退款" + code + "谢谢")).containsExactly(code);
            assertThat(PaymentCode.in("tk " + code.substring(2, 6) + " " + code.substring(6))).containsExactly(code);
        }
    }

    /** Any one digit mistyped, and any two neighbours exchanged, is noticed. */
    @Test
    void takesNoMistypedCode() {
        var code = PaymentCode.fresh();
        for (int at = 2; at < code.length(); at++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                var typed = code.substring(0, at) + digit + code.substring(at + 1);
                assertThat(PaymentCode.in(typed)).isEqualTo(typed.equals(code) ? java.util.List.of(code) : java.util.List.of());
            }
            if (at + 1 < code.length() && code.charAt(at) != code.charAt(at + 1)) {
                assertThat(PaymentCode.in(code.substring(0, at) + code.charAt(at + 1) + code.charAt(at) + code.substring(at + 2))).isEmpty();
            }
        }
        assertThat(PaymentCode.in(code + "9")).isEmpty();
        assertThat(PaymentCode.in("A" + code)).isEmpty();
        assertThat(PaymentCode.in(null)).isEmpty();
    }
}
