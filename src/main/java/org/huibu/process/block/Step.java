package org.huibu.process.block;

import java.util.Map;
import java.util.Optional;
import org.huibu.process.Facts;

/**
 * Where a case is when its model calls the house.
 *
 * @param caseNumber business key
 * @param group the line group whose token this is; {@code null} for the whole case
 * @param element id of the element in the model
 * @param name its Chinese name
 * @param definitionId the exact model version
 * @param properties the element's {@code camunda:properties}
 * @param facts the routing facts visible here
 */
public record Step(String caseNumber, String group, String element, String name, String definitionId,
                   Map<String, String> properties, Facts facts) {

    public Optional<String> property(String name) {
        return Optional.ofNullable(properties.get(name));
    }
}
