package org.huibu.workflow.gate;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.huibu.shared.Fault;
import org.huibu.workflow.decision.FeelExpressions;
import org.springframework.stereotype.Component;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The deployment gate. Publishing a model is running code, so the same allow-list stands before an editor's draft, a release, a
 * deployment and a reload of the engine's cache.
 */
@Component
public class Gate {

    private static final int MOST_CHARACTERS = 2_000_000;
    private static final Pattern ENCODING = Pattern.compile("\\A\\uFEFF?<\\?xml[^>]*encoding\\s*=\\s*[\"']([^\"']*)");
    private final Offers offers;
    private final FeelExpressions feel;

    Gate(Offers offers, FeelExpressions feel) {
        this.offers = offers;
        this.feel = feel;
    }

    /** Faults of all files at once; a path is {@code file:line}. Called processes must be in the same bundle. */
    public List<Fault> check(Map<String, String> files) {
        var faults = new ArrayList<Fault>();
        var models = new LinkedHashMap<String, Parts>();
        files.forEach((name, content) -> {
            if (name.endsWith(".bpmn")) {
                var check = new BpmnCheck(name, offers);
                parse(name, content, check, faults);
                models.put(name, check.parts());
            } else if (name.endsWith(".dmn")) {
                parse(name, content, new DmnCheck(name, feel), faults);
            } else {
                faults.add(Fault.at(name, "resourceNotAllowed", name));
            }
        });
        faults.addAll(BundleCheck.check(models, offers));
        return faults;
    }

    private static void parse(String name, String content, FileCheck handler, List<Fault> faults) {
        if (content.length() > MOST_CHARACTERS) {
            faults.add(Fault.at(name, "modelTooLarge"));
            return;
        }
        // The engine reads bytes and believes the declaration; we read characters. Both must mean the same.
        var encoding = ENCODING.matcher(content);
        if (encoding.find() && !encoding.group(1).equalsIgnoreCase("UTF-8")) {
            faults.add(Fault.at(name + ":1", "encodingNotUtf8", encoding.group(1)));
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
            if (!FileCheck.TOO_LARGE.equals(stopped.getMessage())) {
                faults.add(Fault.at(name, "xmlBroken", String.valueOf(stopped.getMessage())));
            }
        } catch (ParserConfigurationException | IOException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            faults.addAll(handler.faults());
        }
    }

    /** What models may call; the engine side knows. */
    public interface Offers {

        boolean hasBlock(String name);

        boolean hasTopic(String name);

        /** Facts that blocks and messages may set. */
        Set<String> facts();

        /** Messages that somebody sends. */
        Set<String> messages();

        /** Roles that must have decided on every way to the block. */
        Set<String> after(String block);
    }
}
