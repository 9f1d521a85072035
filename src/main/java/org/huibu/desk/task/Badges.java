package org.huibu.desk.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.huibu.evidence.Evidence;
import org.huibu.scheme.pack.Pack;

/** What the departments say about single values (flows §1.10). */
final class Badges {

    /** For values about which no department is asked. */
    static final Badges NONE = new Badges(List.of(), "", List.of(), false);
    private final List<Pack.Check> checks;
    private final String prefix;
    private final Map<String, Evidence.Item> items;
    private final boolean sourceDown;

    /** @param of {@code claim} or {@code line}. @param sourceDown true while the case waits for a source: what has no answer is marked so */
    Badges(Pack pack, String of, List<Evidence.Item> items, boolean sourceDown) {
        this(pack.checks().stream().filter(check -> check.of().equals(of)).toList(), of.equals("claim") ? "form." : "line.", items, sourceDown);
    }

    private Badges(List<Pack.Check> checks, String prefix, List<Evidence.Item> items, boolean sourceDown) {
        this.checks = checks;
        this.prefix = prefix;
        this.items = items.stream().collect(Collectors.toMap(Evidence.Item::check, Function.identity(), (one, other) -> other));
        this.sourceDown = sourceDown;
    }

    /** @param result MATCH, MISMATCH, NOT_FOUND, EXPIRED or SOURCE_DOWN; @param says what the source holds where it differs, else null */
    record Badge(String check, String result, String source, Instant at, String says) { }

    List<Badge> of(String path, String value) {
        var badges = new ArrayList<Badge>();
        for (var check : checks) {
            var item = items.get(check.check());
            var subject = check.subject().equals(prefix + path);
            if (item == null) {
                if (subject && sourceDown) {
                    badges.add(new Badge(check.check(), "SOURCE_DOWN", "", null, null));
                }
            } else if (subject) {
                badges.add(badge(item, item.result(), null));
            } else {
                compared(check, item, path, value).ifPresent(badges::add);
            }
        }
        return badges;
    }

    /** A fact of the same name as the value beside the subject, or a comparison that the source made itself. */
    private java.util.Optional<Badge> compared(Pack.Check check, Evidence.Item item, String path, String value) {
        var name = path.substring(path.lastIndexOf('.') + 1);
        var beside = (prefix + path).substring(0, (prefix + path).lastIndexOf('.') + 1);
        var held = check.subject().startsWith(beside) && !check.kind().equals("PERSON") ? item.facts().get(name) : null;
        if (held != null) {
            var same = String.valueOf(held).equals(value);
            return java.util.Optional.of(badge(item, same ? "MATCH" : "MISMATCH", same ? null : String.valueOf(held)));
        }
        return check.attributes().entrySet().stream().filter(e -> e.getValue().equals(prefix + path)).map(Map.Entry::getKey)
                .map(attribute -> item.facts().getOrDefault(attribute + "Matches", item.facts().get("legalRepresentativeIdMatches")))
                .filter(Boolean.class::isInstance).findFirst().map(same -> badge(item, Boolean.TRUE.equals(same) ? "MATCH" : "MISMATCH", null));
    }

    private static Badge badge(Evidence.Item item, String result, String says) {
        return new Badge(item.check(), result, item.source(), item.askedAt(), says);
    }
}
