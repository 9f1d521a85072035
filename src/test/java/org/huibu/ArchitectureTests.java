package org.huibu;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTests {

    private static final ArchRule ONLY_WORKFLOW_KNOWS_THE_ENGINE = noClasses().that().resideOutsideOfPackage("org.huibu.workflow..")
            .should().dependOnClassesThat().resideInAnyPackage("org.camunda..");

    private final JavaClasses house = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.huibu");

    @Test
    void modulesUseOnlyWhatTheyMay() {
        ApplicationModules.of(Huibu.class).verify();
    }

    @Test
    void onlyWorkflowKnowsTheEngine() {
        ONLY_WORKFLOW_KNOWS_THE_ENGINE.check(house);
    }

    /** The rule is shown to bite. */
    @Test
    void theEngineRuleBites() {
        var bad = new ClassFileImporter().importClasses(KnowsTheEngine.class);
        assertThat(ONLY_WORKFLOW_KNOWS_THE_ENGINE.evaluate(bad).hasViolation()).isTrue();
    }

    static class KnowsTheEngine {
        org.camunda.bpm.engine.RuntimeService engine;
    }
}
