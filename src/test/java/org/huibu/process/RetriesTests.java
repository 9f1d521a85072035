package org.huibu.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import java.util.concurrent.atomic.AtomicInteger;
import org.huibu.shared.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.PlatformTransactionManager;

class RetriesTests {

    private final Retries retries = new Retries(mock(PlatformTransactionManager.class));
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void aRowThatSomebodyElseWroteFirstIsALostRace() {
        assertThat(retries.run(() -> until(3, new DuplicateKeyException("key")))).isEqualTo("done");
        assertThat(tries).hasValue(3);
    }

    @Test
    void afterTheThirdTryItSaysThatSomebodyWasFaster() {
        assertThatThrownBy(() -> retries.run(() -> until(4, new DuplicateKeyException("key")))).isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.code()).isEqualTo("somebodyWasFaster"));
        assertThat(tries).hasValue(3);
    }

    @Test
    void whatIsWrongInItselfIsNotTriedAgain() {
        var wrong = new DataIntegrityViolationException("a column that must not be empty");
        assertThatThrownBy(() -> retries.run(() -> until(2, wrong))).isSameAs(wrong);
        assertThat(tries).hasValue(1);
    }

    private String until(int success, RuntimeException before) {
        if (tries.incrementAndGet() < success) {
            throw before;
        }
        return "done";
    }
}
