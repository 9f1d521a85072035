package org.huibu.workflow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.huibu.workflow.decision.FeelExpressions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The gate refuses every poisoned model for its own reason, with the line, and lets the good one pass. */
class GateTests {

    private final Gate gate = new Gate(new Offers(), new FeelExpressions());

    @Test
    void letsTheGoodOnesPass() throws IOException {
        assertThat(gate.check(bundle("poison.bpmn", PoisonModels.GOOD))).isEmpty();
        assertThat(gate.check(Map.of("good.dmn", PoisonModels.GOOD_DECISION))).isEmpty();
    }

    @Test
    void knowsAtLeastSixtyPoisons() {
        assertThat(PoisonModels.all()).hasSizeGreaterThan(100);
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        return PoisonModels.all().entrySet().stream().map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
            var poison = one.getValue();
            var faults = gate.check(bundle(poison.file(), poison.text()));
            assertThat(faults).extracting("code").contains(poison.code());
            assertThat(faults).filteredOn(fault -> fault.code().equals(poison.code())).allSatisfy(fault ->
                    assertThat(fault.path()).matches("(poison\\.\\w+|shared/payment\\.bpmn)(:\\d+)?"));
        }));
    }

    @Test
    void tellsTheLineAndEveryFaultAtOnce() throws IOException {
        var twice = PoisonModels.GOOD.replace("name=\"决定\"", "name=\"${a}\"").replace("${judgeLines}", "${dataSource}");
        assertThat(gate.check(bundle("poison.bpmn", twice))).extracting("path", "code")
                .containsExactlyInAnyOrder(org.assertj.core.groups.Tuple.tuple("poison.bpmn:8", "blockUnknown"), org.assertj.core.groups.Tuple.tuple("poison.bpmn:9", "expressionNotAllowed"));
    }

    private static Map<String, String> bundle(String file, String text) throws IOException {
        return Map.of(file, text, "shared/payment.bpmn", Files.readString(Path.of("processes/shared/payment.bpmn")));
    }

    private static final class Offers implements Gate.Offers {

        @Override
        public boolean hasBlock(String name) {
            return Set.of("judgeLines", "draftPayment", "releasePayment", "voidPayment", "settleLines", "approvePayee", "abandonPayment", "settleOffset").contains(name);
        }

        @Override
        public boolean hasTopic(String name) {
            return name.equals("gatherEvidence") || name.equals("recheckPayment");
        }

        @Override
        public Set<String> facts() {
            return Set.of("claimVerdict", "passLines", "groups", "paymentOutcome", "paymentDraft", "paymentCheck", "releaseCheck");
        }

        @Override
        public Set<String> messages() {
            return Set.of("CaseWithdrawn", "PaymentOutcome");
        }

        @Override
        public Set<String> after(String block) {
            return switch (block) {
                case "draftPayment" -> Set.of("APPROVER", "PAY_PREPARER");
                case "releasePayment" -> Set.of("APPROVER", "PAY_PREPARER", "FINANCE_CONFIRMER");
                default -> Set.of();
            };
        }
    }
}
