package org.huibu.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.huibu.shared.identifier.CaseNumber;
import org.huibu.shared.identifier.IdNumber;
import org.huibu.shared.identifier.Region;
import org.huibu.shared.identifier.UnifiedCreditCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentifierTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @ParameterizedTest
    @CsvSource({"91350100M000100Y43,", "91350100M000100Y4A,uscc.check", "91440100MA50000180,", "91440100MA5000008Y,", "91440100MA5000008,uscc.length",
        "91440100MA500000IY,uscc.character"})
    void checksUnifiedCreditCodes(String code, String fault) {
        assertThat(UnifiedCreditCode.fault(code).orElse(null)).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"11010519491231002X,", "11010519491231002x,", "440524188001010014,", "440524188001010015,idNumber.check",
        "440524188013010014,idNumber.birthDate", "44052418800101001,idNumber.shape"})
    void checksIdNumbers(String number, String fault) {
        assertThat(IdNumber.fault(number, TODAY).orElse(null)).isEqualTo(fault);
    }

    @Test
    void refusesABirthDateInTheFuture() {
        assertThat(IdNumber.fault("11010519491231002X", LocalDate.of(1949, 12, 30))).contains("idNumber.future");
    }

    @Test
    void readsSexAndAge() {
        var person = new IdNumber("11010519491231002X");
        assertThat(person.male()).isFalse();
        assertThat(person.ageOn(LocalDate.of(2024, 12, 30))).isEqualTo(74);
        assertThat(person.ageOn(LocalDate.of(2024, 12, 31))).isEqualTo(75);
    }

    @Test
    void aCaseNumberFindsASingleWrongCharacter() {
        var number = CaseNumber.of("FHJ", new Region("990101"), 2026, 123);
        assertThat(number.value()).startsWith("FHJ-990101-2026-000123-");
        assertThat(CaseNumber.read(number.value().replace("000123", "000124"))).isEmpty();
        assertThat(CaseNumber.read(" " + number.value().toLowerCase() + " ")).contains(number);
    }

    @Test
    void refusesAFractionOfAFen() {
        assertThatThrownBy(() -> Money.ofYuan(new BigDecimal("0.005"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(Money.rounded(new BigDecimal("0.005"))).isEqualTo(Money.ofFen(1));
        assertThat(Money.ofYuan(1234)).hasToString("¥1,234.00");
    }

    @Test
    void masksWhatNobodyNeedsToSee() {
        assertThat(Mask.idNumber("440524188001011234")).isEqualTo("440***********1234");
        assertThat(Mask.account("6222020000001234")).isEqualTo("****1234");
    }
}
