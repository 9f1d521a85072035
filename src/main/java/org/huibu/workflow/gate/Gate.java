package org.huibu.workflow.gate;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.huibu.shared.Fault;
import org.huibu.workflow.decision.FeelExpressions;
import org.springframework.stereotype.Component;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The deployment gate. Publishing a model is running code, so the same allow-list stands before an editor's draft, a release, a
 * deployment and a reload of the engine's cache.
 */
@Component
public class Gate {

    private static final int MOST_CHARACTERS = 2_000_000;
    private final Offers offers;
    private final FeelExpressions feel;

    Gate(Offers offers, FeelExpressions feel) {
        this.offers = offers;
        this.feel = feel;
    }

    /** Faults of all files at once; a path is {@code file:line}. Called processes must be in the same bundle. */
    public List<Fault> check(Map<String, String> files) {
        var faults = new ArrayList<Fault>();
        var checks = new ArrayList<BpmnCheck>();
        files.forEach((name, content) -> {
            if (name.endsWith(".bpmn")) {
                var check = new BpmnCheck(name, offers::hasBlock, offers::hasTopic);
                parse(name, content, check, faults);
                faults.addAll(check.faults());
                checks.add(check);
            } else if (name.endsWith(".dmn")) {
                var check = new DmnCheck(name, feel);
                parse(name, content, check, faults);
                faults.addAll(check.faults());
            } else {
                faults.add(Fault.at(name, "resourceNotAllowed", name));
            }
        });
        calledElements(checks, faults);
        return faults;
    }

    private static void calledElements(List<BpmnCheck> checks, List<Fault> faults) {
        var known = new HashSet<String>();
        checks.forEach(check -> known.addAll(check.processes()));
        checks.forEach(check -> check.called().forEach((key, line) -> {
            if (!known.contains(key)) {
                faults.add(Fault.at(line, "calledProcessUnknown", key));
            }
        }));
    }

    private static void parse(String name, String content, DefaultHandler handler, List<Fault> faults) {
        if (content.length() > MOST_CHARACTERS) {
            faults.add(Fault.at(name, "modelTooLarge"));
            return;
        }
        try {
            var factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.newSAXParser().parse(new InputSource(new StringReader(content)), handler);
        } catch (SAXParseException broken) {
            faults.add(Fault.at(name + ":" + broken.getLineNumber(), "xmlBroken", String.valueOf(broken.getMessage())));
        } catch (SAXException stopped) {
            if (!"too large".equals(stopped.getMessage())) {
                faults.add(Fault.at(name, "xmlBroken", String.valueOf(stopped.getMessage())));
            }
        } catch (ParserConfigurationException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What models may call; the engine side knows. */
    public interface Offers {

        boolean hasBlock(String name);

        boolean hasTopic(String name);
    }
}
