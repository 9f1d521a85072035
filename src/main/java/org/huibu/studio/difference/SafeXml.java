package org.huibu.studio.difference;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads model files as typed by people: no document type, no entity from outside. */
public final class SafeXml {

    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/";
    private static final Set<String> PARTS = Set.of("process", "startEvent", "endEvent", "userTask", "serviceTask", "callActivity", "exclusiveGateway", "parallelGateway",
            "eventBasedGateway", "inclusiveGateway", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent", "subProcess", "sequenceFlow", "message",
            "participant", "lane", "textAnnotation", "task", "scriptTask", "sendTask", "receiveTask", "manualTask", "businessRuleTask", "transaction", "adHocSubProcess",
            "signal", "error", "escalation", "dataObjectReference", "dataStoreReference", "decision", "inputData", "knowledgeSource", "businessKnowledgeModel");

    private SafeXml() {
    }

    /** True for what people see as a thing of its own on a picture: a node, a flow, a decision. */
    public static boolean isPart(String space, String name) {
        return (BPMN.equals(space) || DMN.equals(space)) && PARTS.contains(name);
    }

    /** As far as the text can be read. */
    public static void scan(InputSource text, DefaultHandler handler) {
        try {
            var factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(NO_DOCTYPE, true);
            factory.newSAXParser().parse(text, handler);
        } catch (SAXException broken) {
            // What came before the break was scanned; the gate tells the break itself.
            return;
        } catch (ParserConfigurationException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The root element; empty if the text is no XML. */
    static Optional<Element> root(String text) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(NO_DOCTYPE, true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return Optional.of(builder.parse(new InputSource(new StringReader(text))).getDocumentElement());
        } catch (SAXException broken) {
            return Optional.empty();
        } catch (ParserConfigurationException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
