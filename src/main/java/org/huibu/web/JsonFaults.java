package org.huibu.web;

import java.util.List;
import org.huibu.shared.Fault;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Why a JSON body could not be bound, as one fault at its place; never a class name of ours. */
final class JsonFaults {

    private JsonFaults() {
    }

    /** @param cause of the failed reading; anything but Jackson's own means that there was no body */
    static List<Fault> of(Throwable cause) {
        if (!(cause instanceof JacksonException broken)) {
            return List.of(Fault.at("", "bodyMissing"));
        }
        var place = path(broken);
        if (broken instanceof UnrecognizedPropertyException) {
            return List.of(Fault.at(place, "unknownField"));
        }
        if (broken instanceof InvalidFormatException wrong && wrong.getTargetType() != null && wrong.getTargetType().isEnum()) {
            return List.of(Fault.at(place, "notAnOption"));
        }
        return List.of(broken instanceof DatabindException ? Fault.at(place, "wrongType")
                : Fault.at("", "notJson", broken.getLocation() == null ? 0 : broken.getLocation().getLineNr()));
    }

    private static String path(JacksonException broken) {
        var path = new StringBuilder();
        for (var step : broken.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }
}
