package org.huibu.workflow.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.huibu.shared.Fault;
import org.huibu.workflow.decision.FeelExpressions;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.helpers.DefaultHandler;

/** One pass over one DMN file: FEEL and nothing else, and every text of it parses. */
class DmnCheck extends DefaultHandler {

    private static final Set<String> SPACES = Set.of("https://www.omg.org/spec/DMN/20191111/MODEL/",
            "https://www.omg.org/spec/DMN/20191111/DMNDI/", "http://www.omg.org/spec/DMN/20180521/DC/",
            "http://www.omg.org/spec/DMN/20180521/DI/");
    private static final Set<String> ENGINE_ATTRIBUTES = Set.of("historyTimeToLive", "versionTag");
    private static final Set<String> FORBIDDEN = Set.of("import", "functionDefinition", "invocation", "context", "relation", "list",
            "businessKnowledgeModel", "decisionService", "extensionElements");
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/dmn";

    private final String file;
    private final FeelExpressions feel;
    private final List<Fault> faults = new ArrayList<>();
    private final List<String> path = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private Locator locator;

    DmnCheck(String file, FeelExpressions feel) {
        this.file = file;
        this.feel = feel;
    }

    List<Fault> faults() {
        return faults;
    }

    @Override
    public void setDocumentLocator(Locator locator) {
        this.locator = locator;
    }

    @Override
    public void startElement(String space, String name, String qualified, Attributes attributes) {
        text.setLength(0);
        path.add(name);
        if (!SPACES.contains(space)) {
            fault("namespaceNotAllowed", space);
        } else if (FORBIDDEN.contains(name)) {
            fault("elementNotAllowed", name);
        }
        for (int i = 0; i < attributes.getLength(); i++) {
            var attribute = attributes.getLocalName(i);
            if (attributes.getURI(i).equals(CAMUNDA) && !ENGINE_ATTRIBUTES.contains(attribute)) {
                fault("attributeNotAllowed", attribute);
            }
            if (attribute.equals("expressionLanguage") && !attributes.getValue(i).toLowerCase(Locale.ROOT).contains("feel")) {
                fault("onlyFeel", attributes.getValue(i));
            }
        }
        if (name.equals("decision") && attributes.getValue(CAMUNDA, "historyTimeToLive") == null) {
            fault("historyTimeToLiveMissing");
        }
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        text.append(characters, start, length);
    }

    @Override
    public void endElement(String space, String name, String qualified) {
        path.remove(path.size() - 1);
        if (name.equals("text") && !path.isEmpty() && !text.toString().isBlank()) {
            var content = text.toString().strip();
            var problem = path.get(path.size() - 1).equals("inputEntry") ? feel.testFault(content) : feel.fault(content);
            problem.ifPresent(message -> fault("feelDoesNotParse", content, message));
        }
        text.setLength(0);
    }

    private void fault(String code, Object... arguments) {
        faults.add(Fault.at(file + ":" + locator.getLineNumber(), code, arguments));
    }
}
