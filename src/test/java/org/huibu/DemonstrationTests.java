package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A first start as everybody has it: the sandbox tells its cases to the stage that each is told for, and nothing goes wrong on the way. */
class DemonstrationTests {

    private static final List<String> JVM = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final Path LOG = Path.of("target", "demonstration.log");
    private static final List<String> ARGUMENTS = Stream.concat(Stream.of("--spring.datasource.url=jdbc:h2:mem:demonstration;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000",
            "--huibu.data-directory=target/test-data-demonstration", "--huibu.sandbox.treasury.delay=200ms", "--huibu.sandbox.bank.delay=200ms"),
            Stream.of("workflow.poll", "clock.poll", "messages.every", "payments.every", "batches.every", "banks.every", "budget.retry", "guarantee.retry", "sandbox.treasury.every", "sandbox.bank.every")
                    .map(name -> "--huibu." + name + "=200ms")).toList();

    /** Of every applicant, as scheme and state; of thirteen claims of the base each stands at another stage. */
    private static final Map<String, List<String>> STAGES = Map.of(
            "base.hongmeng", Stream.concat(Stream.of("base-recognition RECOGNISED", "base-roster RECORDED", "demonstration-award REVIEWING", "incubation-extension SUBMITTED"),
                    Stream.of("DRAFT", "SUBMITTED", "CORRECTION_REQUESTED", "REVIEWING", "RECHECKING", "NOTICE", "OBJECTION", "DECIDING", "PAY_PREPARED", "PAY_FAILED", "CLOSED", "REJECTED", "WITHDRAWN")
                            .map(state -> "incubation-award " + state)).toList(),
            "base.qihang", List.of("base-recognition SITE_VISIT"),
            "firm.linggong", List.of("apprenticeship SETTLED", "apprenticeship-settlement CLOSED", "apprenticeship EXPERT_REVIEW", "apprenticeship CORRECTION_REQUESTED",
                    "apprenticeship TRAINING", "apprenticeship-change CHANGED", "apprenticeship NOTICE_PENDING", "apprenticeship WAITING_QUOTA"),
            "firm.qiaogong", List.of("apprenticeship SETTLED", "apprenticeship-settlement REFUND_DUE", "recovery OWED"),
            "firm.changfeng", List.of("loan-enterprise CONTRACTED"),
            "founder.jifeng", List.of("loan-person DECIDING"),
            "founder.chenglang", List.of("loan-person AWAITING_CONSENT"),
            "founder.heqing", List.of("loan-person DISBURSED"),
            "founder.bailu", List.of("loan-person DUE_DILIGENCE"));

    @Test
    void bringsEachCaseToItsStage() throws IOException {
        try (var node = NodeProcess.start("demonstration", JVM, ARGUMENTS)) {
            Awaitility.await("the end of the story").atMost(Duration.ofMinutes(4)).until(() -> log().anyMatch(line -> line.contains("the sandbox has its demonstration cases") || wrong(line)));
            STAGES.forEach((owner, stages) -> Awaitility.await(owner).atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(told(node, owner)).containsExactlyInAnyOrderElementsOf(stages)));
            assertThat(log().filter(DemonstrationTests::wrong)).isEmpty();
        }
    }

    /** As {@code scheme STATE}. */
    private static List<String> told(NodeProcess node, String owner) {
        return new ApiClient(node.port(), owner).get("/cases?limit=100").body().path("items").valueStream()
                .map(one -> one.path("scheme").asString() + " " + one.path("state").asString()).toList();
    }

    private static boolean wrong(String line) {
        return line.contains(" ERROR ") || line.startsWith("Exception in thread");
    }

    private static Stream<String> log() {
        try {
            return Files.readAllLines(LOG).stream();
        } catch (IOException notYet) {
            throw new UncheckedIOException(notYet);
        }
    }
}
