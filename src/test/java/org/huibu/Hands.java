package org.huibu;

import java.util.List;
import java.util.Map;
import org.huibu.review.Reviewing;
import org.huibu.shared.identifier.Region;

/** How the people of the stories reach the product: by its own services, or by the interface over HTTP. Who acts is who is signed in. */
public interface Hands {

    /** @return number of the draft */
    String open(String scheme, Region region);

    /** @param lines null to leave them */
    void save(String number, Map<String, String> form, List<Map<String, String>> lines);

    void attach(String number, String material, byte[] content);

    /** @param line from 0 */
    void attach(String number, int line, String material, byte[] content);

    void submit(String number);

    void decide(String task, Reviewing.Decision decision);
}
