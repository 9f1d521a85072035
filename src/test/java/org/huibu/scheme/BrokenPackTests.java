package org.huibu.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.huibu.HuibuTest;
import org.huibu.scheme.pack.BrokenPacks;
import org.huibu.scheme.pack.PackReader;
import org.huibu.scheme.pack.PackRules;
import org.huibu.shared.Fault;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.MessageSource;

/** A broken pack is refused with file, line and reason of every fault; each case is the test's own pack with one thing changed. */
@HuibuTest
class BrokenPackTests {

    private static final String FOLDER = "graduate-moving";
    private static final String YAML = "graduate-moving/scheme.yaml";
    private static final String BPMN = "graduate-moving/graduate-moving.bpmn";
    private static final String DMN = "graduate-moving/graduate-moving.dmn";
    private static final String FORM = "forms/graduate-moving/claim.form";
    private static final String PARAMETERS = "graduate-moving/parameters.yaml";

    @Autowired PackReader reader;
    @Autowired PackRules rules;
    @Autowired MessageSource messages;

    private record Change(String code, String file, String find, String instead) { }

    private static Map<String, Change> corpus() {
        var all = new LinkedHashMap<String, Change>();
        all.put("misspelt key", new Change("keyUnknown", YAML, "summary:|name:", "nmae: {zh: x, en: y}\nname:"));
        all.put("required key missing", new Change("yamlBroken", YAML, "catalogue: T01\n", ""));
        all.put("broken yaml", new Change("yamlBroken", YAML, "name: {zh", "name: {{zh"));
        all.put("unknown phase", new Change("yamlBroken", YAML, "phase: PAID", "phase: RICH"));
        all.put("stage of a state", new Change("stageUnknown", YAML, "stage: PAYMENT, zh: 已拨付", "stage: BANK, zh: 已拨付"));
        all.put("unknown process", new Change("processMissing", YAML, "process: graduate_moving", "process: somebody_elses"));
        all.put("unknown form", new Change("formMissing", YAML, "claim.form", "other.form"));
        all.put("limit without parameter", new Change("limitWithoutParameter", YAML, "T_PAY]", "T_PAY, T_NEVER]"));
        all.put("field of the applicant", new Change("fieldUnknown", YAML, "idNo: person.idNo}", "idNo: person.number}"));
        all.put("applicant without number", new Change("applicantNumber", YAML, ", idNo: person.idNo}", "}"));
        all.put("field of the payee", new Change("fieldUnknown", YAML, "account: person.account", "account: person.card"));
        all.put("money without amount", new Change("payeeMissing", YAML, ", amount: claim_amount", ""));
        all.put("unknown check", new Change("checkUnknown", YAML, "check: D07", "check: D77"));
        all.put("payee who is not looked at", new Change("payeeUnchecked", YAML, "  - {check: D17, of: claim, kind: PERSON, subject: form.person.idNo}\n", ""));
        all.put("check that is not asked", new Change("checkNotAsked", YAML, "feel: own.paidYears", "feel: ev.D03.facts.abnormal"));
        all.put("check of nothing", new Change("checkOfNothing", YAML, "of: claim", "of: moon"));
        all.put("unknown parameter", new Change("parameterUnknown", YAML, "p.MOVE_UNIT", "p.MOVE_UNITS"));
        all.put("fact that does not parse", new Change("feelDoesNotParse", YAML, "number(form.move.distance)", "number(form.move.distance"));
        all.put("decision that is not there", new Change("decisionsBroken", YAML, "claim: claim_result", "claim: other_result"));
        all.put("decision file that is not there", new Change("fileMissing", YAML, "file: graduate-moving.dmn", "file: other.dmn"));
        all.put("parameter without source", new Change("parameterMissing", PARAMETERS, "source: 测试值, ", ""));
        all.put("parameter with an impossible date", new Change("parameterDate", PARAMETERS, "2016-01-01", "2016-02-30"));
        all.put("parameter key misspelt", new Change("keyUnknown", PARAMETERS, "blocking: true", "blocks: true"));
        all.put("form component outside the subset", new Change("formBroken", FORM, "\"type\": \"number\"", "\"type\": \"html\""));
        all.put("form that is no json", new Change("formBroken", FORM, "\"components\": [", "\"components\": [,"));
        all.put("script in the model", new Change("elementNotAllowed", BPMN, "<bpmn:serviceTask id=\"judgeLines\"", "<bpmn:scriptTask id=\"x\"/><bpmn:serviceTask id=\"judgeLines\""));
        all.put("unknown block", new Change("blockUnknown", BPMN, "${judgeLines}", "${judgeLine}"));
        all.put("unknown topic", new Change("topicUnknown", BPMN, "camunda:topic=\"gatherEvidence\"", "camunda:topic=\"gather\""));
        all.put("unknown role", new Change("roleUnknown", BPMN, "\"INITIAL_REVIEWER\"", "\"KING\""));
        all.put("unknown state", new Change("stateUnknown", BPMN, "\"REVIEWING\"", "\"SLEEPING\""));
        all.put("unknown stage", new Change("stageUnknown", BPMN, "name=\"stage\" value=\"REVIEW\"", "name=\"stage\" value=\"LUNCH\""));
        all.put("unknown limit of a task", new Change("limitWithoutParameter", BPMN, "\"T_REVIEW\"", "\"T_REVIEWS\""));
        all.put("unknown limit of a timer", new Change("limitWithoutParameter", BPMN, "'T_NOTICE'", "'T_NOTICES'"));
        all.put("unknown letter", new Change("letterUnknown", BPMN, "\"DOC-16\"", "\"DOC-99\""));
        all.put("adverse end without letter", new Change("adverseEndWithoutLetter", BPMN, "<camunda:property name=\"letter\" value=\"DOC-16\"/>", ""));
        all.put("element without name", new Change("nameMissing", BPMN, " name=\"审核\"", ""));
        all.put("element without documentation", new Change("documentationMissing", BPMN, "核对比对结果，提出意见。", ""));
        all.put("element that is not on the picture", new Change("pictureMissing", BPMN, "bpmnElement=\"review\"", "bpmnElement=\"start\""));
        all.put("payment without approver", new Change("decisionMissing", "shared/line-group.bpmn", "\"APPROVER\"", "\"RECHECKER\""));
        all.put("milestone of a shared model", new Change("stateUnknown", YAML, "  PAY_FAILED: {phase: PAYING, stage: PAYMENT, zh: 款项被退回, en: Payment returned}\n", ""));
        all.put("checklist for an outcome that the step has not", new Change("propertyValueUnknown", BPMN, "value=\"INITIAL_REVIEWER\"/>", "value=\"INITIAL_REVIEWER\"/><camunda:property name=\"form\" value=\"shared/bank-diligence.form\"/>"));
        all.put("decision in another language", new Change("onlyFeel", DMN, "expressionLanguage=\"feel\"", "expressionLanguage=\"groovy\""));
        all.put("criterion that passes on nothing", new Change("criterionWithoutNullRow", DMN, "<text>null</text>", "<text>\"never\"</text>"));
        all.put("criterion on an undeclared fact", new Change("inputIsNoFact", DMN, "name=\"graduated\"", "name=\"graduate\""));
        return all;
    }

    @Test
    void theGoodPackIsGood() {
        var faults = new ArrayList<Fault>();
        assertThat(rules.read(FOLDER, texts(), faults)).isPresent();
        assertThat(faults).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        return corpus().entrySet().stream().map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
            var change = one.getValue();
            var texts = texts();
            var changed = Pattern.compile(change.find().contains("|") ? change.find() : Pattern.quote(change.find())).matcher(texts.get(change.file()))
                    .replaceFirst(Matcher.quoteReplacement(change.instead()));
            assertThat(changed).isNotEqualTo(texts.get(change.file()));
            texts.put(change.file(), changed);
            var faults = new ArrayList<Fault>();
            assertThat(rules.read(FOLDER, texts, faults)).isEmpty();
            assertThat(faults).extracting(Fault::code).contains(change.code());
            assertThat(new BrokenPacks(faults, messages).getMessage()).as("readable in both languages").doesNotContain(change.code()).containsPattern("\\p{IsHan}");
        }));
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        var texts = texts();
        texts.remove(PARAMETERS);
        texts.remove(DMN);
        var faults = new ArrayList<Fault>();
        assertThat(rules.read(FOLDER, texts, faults)).isEmpty();
        assertThat(faults).extracting(Fault::path).contains(PARAMETERS, DMN);
    }

    /** Nobody corrects one fault only to meet the next: those of all files come together, with their lines. */
    @Test
    void tellsEveryFaultAtOnce() {
        var texts = texts();
        texts.computeIfPresent(YAML, (file, text) -> text.replace("code: QYB", "code: QYB\ncolour: red").replace("phase: PAID", "phase: PAID, smell: sweet"));
        texts.computeIfPresent(BPMN, (file, text) -> text.replace("\"INITIAL_REVIEWER\"", "\"KING\"").replace("${judgeLines}", "${x}"));
        texts.computeIfPresent(DMN, (file, text) -> text.replaceFirst("expressionLanguage=\"feel\"", "expressionLanguage=\"juel\""));
        var faults = new ArrayList<Fault>();
        rules.read(FOLDER, texts, faults);
        assertThat(faults).extracting(Fault::code).contains("keyUnknown", "roleUnknown", "blockUnknown", "onlyFeel");
        assertThat(faults).filteredOn(fault -> fault.code().equals("keyUnknown")).hasSize(2);
        assertThat(faults).filteredOn(fault -> List.of("keyUnknown", "roleUnknown", "blockUnknown", "onlyFeel").contains(fault.code()))
                .allSatisfy(fault -> assertThat(fault.path()).matches("graduate-moving/.*:[1-9]\\d*"));
        var broken = new BrokenPacks(faults, messages);
        FailureAnalyzer analyzer = new BrokenPacks.Analysis();
        assertThat(analyzer.analyze(broken).getDescription()).contains("没有角色 KING", "no such role: KING", "unknown key: colour");
    }

    private Map<String, String> texts() {
        return new TreeMap<>(reader.folders().stream().filter(folder -> folder.name().equals(FOLDER)).findFirst().orElseThrow().texts());
    }
}
