package org.huibu.web;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Built scripts and styles by their source name; nothing if the pages were built without them. */
@Component("assets")
public class Assets {

    private final JsonNode manifest;

    Assets(JsonMapper json) throws IOException {
        var file = new ClassPathResource("static/islands/manifest.json");
        manifest = file.exists() ? json.readTree(file.getInputStream()) : json.createObjectNode();
    }

    public List<String> scripts(String name) {
        return manifest.has(name) ? List.of("/islands/" + manifest.path(name).path("file").asString("")) : List.of();
    }

    public List<String> styles(String name) {
        var entry = manifest.path(name);
        var styles = new LinkedHashSet<String>();
        if (entry.path("file").asString("").endsWith(".css")) {
            styles.add("/islands/" + entry.path("file").asString(""));
        }
        collect(entry, styles, new HashSet<>());
        return List.copyOf(styles);
    }

    /** What several islands share is a chunk of its own, with styles of its own. */
    private void collect(JsonNode entry, Set<String> styles, Set<String> seen) {
        entry.path("imports").forEach(chunk -> {
            if (seen.add(chunk.asString(""))) {
                collect(manifest.path(chunk.asString("")), styles, seen);
            }
        });
        entry.path("css").forEach(css -> styles.add("/islands/" + css.asString("")));
    }
}
