package org.huibu.evidence;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.huibu.evidence.spi.Department;
import org.huibu.process.Models;
import org.huibu.scheme.pack.Pack;
import org.huibu.scheme.spi.PackCheck;
import org.huibu.shared.Fault;
import org.springframework.stereotype.Component;

/** A pack asks only what some department answers. */
@Component
class ChecksKnown implements PackCheck {

    private final List<Department> departments;

    ChecksKnown(List<Department> departments) {
        this.departments = departments;
    }

    @Override
    public List<Fault> check(Pack pack, Map<String, List<Models.Element>> elements) {
        var known = departments.stream().flatMap(department -> department.checks().stream()).collect(Collectors.toSet());
        return pack.checks().stream().map(Pack.Check::check).filter(check -> !known.contains(check)).distinct()
                .map(check -> Fault.at(pack.key() + "/scheme.yaml", "checkUnknown", check)).toList();
    }
}
