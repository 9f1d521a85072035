package org.huibu.scheme.spi;

import java.util.List;
import java.util.Map;
import org.huibu.process.Models;
import org.huibu.scheme.pack.Pack;
import org.huibu.shared.Fault;

/** A module's own faults of a pack, told with all others before the pack is released. */
public interface PackCheck {

    /** @param elements of each model that a case of the pack may pass, by file name */
    List<Fault> check(Pack pack, Map<String, List<Models.Element>> elements);
}
