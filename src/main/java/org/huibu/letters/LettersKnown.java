package org.huibu.letters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.huibu.process.Models;
import org.huibu.scheme.pack.Pack;
import org.huibu.scheme.spi.PackCheck;
import org.huibu.shared.Fault;
import org.springframework.stereotype.Component;

/** A model orders only letters that can be written. */
@Component
class LettersKnown implements PackCheck {

    private static final Set<String> CODES = Set.of("DOC-01", "DOC-02", "DOC-03", "DOC-04", "DOC-06", "DOC-07", "DOC-08", "DOC-09", "DOC-10", "DOC-11", "DOC-14", "DOC-15", "DOC-16", "DOC-17", "DOC-18",
            "DOC-19", "DOC-20", "DOC-22");

    @Override
    public List<Fault> check(Pack pack, Map<String, List<Models.Element>> elements) {
        var faults = new ArrayList<Fault>();
        elements.forEach((file, nodes) -> nodes.stream().filter(node -> node.properties().containsKey("letter") && !CODES.contains(node.properties().get("letter")))
                .forEach(node -> faults.add(Fault.at(file + "#" + node.id(), "letterUnknown", node.properties().get("letter")))));
        return faults;
    }
}
