package org.huibu.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.QINGHE;

import java.time.LocalDate;
import java.util.stream.Stream;
import org.huibu.HuibuTest;
import org.huibu.scheme.parameter.Parameter;
import org.huibu.shared.Clause;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The demonstration city carries labelled values of its own (flows §8.2): what nobody has verified is in force for nobody there. */
@HuibuTest
class DemonstrationCityTests {

    @Autowired Schemes schemes;

    @Test
    void restsOnNothingUnverified() {
        assertThat(schemes.active().stream().flatMap(this::unverified)).isEmpty();
    }

    private Stream<String> unverified(Scheme scheme) {
        var day = LocalDate.of(2026, 10, 12);
        return scheme.parameters().all().stream().map(Parameter::key).distinct().flatMap(key -> scheme.parameters().find(key, QINGHE, day).stream())
                .filter(one -> one.verification() == Clause.Verification.UNVERIFIED).map(one -> scheme.key() + " " + one.key());
    }
}
