package org.huibu;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTests {

    private static final ArchRule ONLY_WORKFLOW_KNOWS_THE_ENGINE = noClasses().that().resideOutsideOfPackage("org.huibu.workflow..")
            .should().dependOnClassesThat().resideInAnyPackage("org.camunda..");

    /** Queries that take expressions are the engine's open door to code (CVE-2026-109432). */
    private static final ArchRule NOBODY_QUERIES_BY_EXPRESSION = noClasses().should().callMethodWhere(
            DescribedPredicate.describe("the engine's queries by expression", call -> call.getTargetOwner().getPackageName().startsWith("org.camunda")
                    && call.getTargetOwner().getSimpleName().endsWith("Query") && call.getName().endsWith("Expression")));

    private static final ArchRule ONLY_THE_PORT_DEPLOYS = noClasses().that().doNotHaveFullyQualifiedName("org.huibu.workflow.engine.EngineModels")
            .should().callMethodWhere(DescribedPredicate.describe("createDeployment", call -> call.getName().equals("createDeployment")
                    && call.getTargetOwner().getPackageName().startsWith("org.camunda")));

    private static final ArchRule ONE_EXPRESSION_MANAGER = noClasses().that().doNotHaveFullyQualifiedName("org.huibu.workflow.engine.guard.SafeExpressions")
            .should().beAssignableTo("org.camunda.bpm.engine.impl.el.ExpressionManager");

    private static final JavaClasses HOUSE = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.huibu");

    @Test
    void modulesUseOnlyWhatTheyMay() {
        ApplicationModules.of(Huibu.class).verify();
    }

    @Test
    void onlyWorkflowKnowsTheEngine() {
        ONLY_WORKFLOW_KNOWS_THE_ENGINE.check(HOUSE);
    }

    /** The rule is shown to bite. */
    @Test
    void theEngineRuleBites() {
        var bad = new ClassFileImporter().importClasses(KnowsTheEngine.class);
        assertThat(ONLY_WORKFLOW_KNOWS_THE_ENGINE.evaluate(bad).hasViolation()).isTrue();
    }

    @Test
    void nobodyQueriesByExpression() {
        NOBODY_QUERIES_BY_EXPRESSION.check(HOUSE);
    }

    @Test
    void onlyThePortDeploys() {
        ONLY_THE_PORT_DEPLOYS.check(HOUSE);
    }

    @Test
    void thereIsOneExpressionManager() {
        ONE_EXPRESSION_MANAGER.check(HOUSE);
    }

    @Test
    void theRulesAboutCodeBite() {
        var bad = new ClassFileImporter().importClasses(RunsCode.class, OwnExpressions.class);
        assertThat(NOBODY_QUERIES_BY_EXPRESSION.evaluate(bad).hasViolation()).isTrue();
        assertThat(ONLY_THE_PORT_DEPLOYS.evaluate(bad).hasViolation()).isTrue();
        assertThat(ONE_EXPRESSION_MANAGER.evaluate(bad).hasViolation()).isTrue();
    }

    /** One package per aggregate: nobody finds their way in a drawer of thirty files. */
    @Test
    void noPackageHoldsMoreThanTwelveFiles() {
        var files = HOUSE.stream().filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(type -> type.getPackageName(), Collectors.counting()));
        assertThat(files.entrySet()).isNotEmpty().allSatisfy(one -> assertThat(one.getValue()).as(one.getKey()).isLessThanOrEqualTo(12));
    }

    static class RunsCode {
        void run(org.camunda.bpm.engine.ProcessEngine engine) {
            engine.getTaskService().createTaskQuery().or().dueAfterExpression("x").endOr().list();
            engine.getRepositoryService().createDeployment();
        }
    }

    static class OwnExpressions extends org.camunda.bpm.engine.impl.el.JuelExpressionManager { }

    static class KnowsTheEngine {
        org.camunda.bpm.engine.RuntimeService engine;
    }
}
