package org.huibu.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.huibu.HuibuTest;
import org.huibu.process.Models;
import org.huibu.scheme.form.FormDefinition;
import org.huibu.scheme.pack.PackReader;
import org.huibu.scheme.pack.PackRules;
import org.huibu.shared.Fault;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Walks {@code processes/} and {@code forms/} as they lie in the project: every file belongs to a pack that is in order, and no file is left over. */
@HuibuTest
class ProcessModelTests {

    private static final Pattern FLOW = Pattern.compile("<bpmn:(sequenceFlow|message|subProcess)\\b[^>]*\\bid=\"([^\"]+)\"");
    private static final Pattern OUTSIDE = Pattern.compile("camunda:(type|topic)=\"([^\"]+)\"");
    @Autowired PackReader reader;
    @Autowired PackRules rules;
    @Autowired Models models;

    @Test
    void everyPackIsInOrder() {
        var faults = new ArrayList<Fault>();
        var packs = reader.folders().stream().flatMap(folder -> rules.read(folder.name(), folder.texts(), faults).stream()).map(source -> source.pack().key()).toList();
        assertThat(faults).isEmpty();
        assertThat(packs).contains("incubation-award", "base-recognition", "base-roster");
    }

    /** What a state is called speaks to its applicant; to officers it speaks of him. */
    @Test
    void speaksToOfficersInTheirOwnWords() {
        var states = reader.folders().stream().flatMap(folder -> rules.read(folder.name(), folder.texts(), new ArrayList<>()).stream()).flatMap(source -> source.pack().states().values().stream()).toList();
        assertThat(states).isNotEmpty().allSatisfy(state -> {
            assertThat(state.toOfficers().zh()).doesNotContain("您").doesNotStartWith("请");
            assertThat(state.toOfficers().en()).doesNotContainPattern("(?i)\\byou(r)?\\b").doesNotStartWith("Choose");
        });
    }

    @Test
    void noFileIsLeftOver() throws IOException {
        var used = new TreeSet<String>();
        reader.folders().forEach(folder -> used.addAll(folder.texts().keySet()));
        for (var file : files("processes")) {
            assertThat(used).contains(Path.of("processes").relativize(file).toString());
        }
        for (var file : files("forms")) {
            assertThat(used).contains(file.toString());
            assertThat(FormDefinition.problems(Files.readString(file))).as(file.toString()).isEmpty();
        }
    }

    /** The engine itself accepts every bundle; what it would run is what the gate has seen. */
    @Test
    void everyModelSpeaksAndIsDrawn() throws IOException {
        for (var file : files("processes").stream().filter(one -> one.toString().endsWith(".bpmn")).toList()) {
            var text = Files.readString(file);
            assertThat(models.elementsOf(text)).as(file.toString()).isNotEmpty().allSatisfy(element -> {
                assertThat(element.name()).as(element.id()).containsPattern("\\p{IsHan}");
                assertThat(element.documentation()).as(element.id()).containsPattern("\\p{IsHan}");
                assertThat(text).as(element.id() + " is drawn").contains("bpmnElement=\"" + element.id() + "\"");
            });
            FLOW.matcher(text).results().filter(found -> !found.group(1).equals("message"))
                    .forEach(found -> assertThat(text).as(file + " draws " + found.group(2)).contains("bpmnElement=\"" + found.group(2) + "\""));
            OUTSIDE.matcher(text).results().forEach(found -> assertThat(found.group()).as(file.toString()).isIn("camunda:type=\"external\"", "camunda:topic=\"gatherEvidence\"", "camunda:topic=\"gatherAvailable\"", "camunda:topic=\"askAhead\"", "camunda:topic=\"recheckPayment\""));
            assertThat(text).as(file.toString()).doesNotContain("script", "camunda:class", "camunda:expression=");
        }
    }

    @Test
    void everyBlockIsCalledByItsCatalogueName() throws IOException {
        var offered = new HashMap<String, String>();
        models.catalogue().forEach(offer -> offered.put(offer.name(), offer.kind()));
        var called = new TreeSet<String>();
        for (var file : files("processes")) {
            Pattern.compile("delegateExpression=\"\\$\\{(\\w+)}\"").matcher(Files.readString(file)).results().forEach(found -> called.add(found.group(1)));
        }
        assertThat(called).isNotEmpty().allSatisfy(name -> assertThat(offered).containsEntry(name, "block"));
    }

    private static List<Path> files(String root) throws IOException {
        try (var walk = Files.walk(Path.of(root))) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
