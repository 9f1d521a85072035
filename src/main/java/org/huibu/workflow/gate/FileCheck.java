package org.huibu.workflow.gate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.huibu.shared.Fault;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** One pass over one file: size, depth and texts; every fault with its line. */
abstract class FileCheck extends DefaultHandler {

    static final String TOO_LARGE = "too large";
    private static final int MOST_ELEMENTS = 20_000;
    private static final int MOST_DEPTH = 40;
    private static final int MOST_FAULTS = 200;

    private final String file;
    private final List<Fault> faults = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private int elements;
    private Locator locator;

    private static final class Open {
        private final StringBuilder text = new StringBuilder();
        private boolean hasChildren;
    }

    FileCheck(String file) {
        this.file = file;
    }

    abstract void element(String space, String name, Attributes attributes) throws SAXException;

    /** @param content the element's own text, pieces around comments joined as the engine joins them */
    abstract void end(String space, String name, String content);

    List<Fault> faults() {
        return faults;
    }

    @Override
    public void setDocumentLocator(Locator locator) {
        this.locator = locator;
    }

    @Override
    public final void startElement(String space, String name, String qualified, Attributes attributes) throws SAXException {
        if (!open.isEmpty()) {
            open.peek().hasChildren = true;
        }
        open.push(new Open());
        if (++elements > MOST_ELEMENTS || open.size() > MOST_DEPTH) {
            fault("modelTooLarge");
            throw new SAXException(TOO_LARGE);
        }
        element(space, name, attributes);
    }

    @Override
    public final void characters(char[] characters, int start, int length) {
        open.element().text.append(characters, start, length);
    }

    @Override
    public final void endElement(String space, String name, String qualified) {
        var closed = open.pop();
        var content = closed.text.toString();
        // An engine joins the pieces of text between children; nothing here needs that, so nothing can hide in it.
        if (closed.hasChildren && !content.isBlank()) {
            fault("textBetweenElements", content.strip());
        }
        end(space, name, content);
    }

    @Override
    public void processingInstruction(String target, String data) {
        fault("elementNotAllowed", "?" + target);
    }

    String place() {
        return file + ":" + locator.getLineNumber();
    }

    void fault(String code, Object... arguments) {
        faultAt(place(), code, arguments);
    }

    void faultAt(String place, String code, Object... arguments) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(Fault.at(place, code, arguments));
        }
    }
}
