package org.huibu.scheme.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.huibu.scheme.form.FormDefinition;
import org.huibu.scheme.parameter.Parameter;
import org.huibu.scheme.parameter.ParameterRows;
import org.huibu.scheme.parameter.ParameterRules;
import org.huibu.scheme.parameter.ParameterSet;
import org.huibu.shared.Fault;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the scheme packs of the class path; collects every fault of every pack with file, line and reason. */
@Component
public class PackReader {

    private static final String FUNDS = "shared/funds.yaml";
    private final PathMatchingResourcePatternResolver files = new PathMatchingResourcePatternResolver();
    private final YAMLMapper yaml = YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

    /** A pack with the text of every file that belongs to its release. */
    public record Source(Pack pack, ParameterSet parameters, FormDefinition form, List<Fund> funds, Map<String, String> files) { }

    /** @param texts file name → text, the shared models and forms included */
    public record Folder(String name, Map<String, String> texts) { }

    public List<Folder> folders() {
        var folders = new ArrayList<Folder>();
        for (var manifest : resources("classpath*:processes/*/scheme.yaml")) {
            var folder = folder(manifest);
            var texts = new TreeMap<String, String>();
            List.of(folder, "shared").forEach(name -> {
                for (var file : resources("classpath*:processes/" + name + "/*")) {
                    texts.put(name + "/" + file.getFilename(), text(file));
                }
                for (var file : resources("classpath*:forms/" + name + "/*")) {
                    texts.put("forms/" + name + "/" + file.getFilename(), text(file));
                }
            });
            folders.add(new Folder(folder, texts));
        }
        return folders;
    }

    /** Parses the files of a release again, as they were stored. @throws IllegalStateException if they are broken, which a release never is */
    public Source restore(String folder, Map<String, String> texts) {
        var faults = new ArrayList<Fault>();
        return parse(folder, texts, faults).orElseThrow(() -> new IllegalStateException(faults.toString()));
    }

    java.util.Optional<Source> parse(String folder, Map<String, String> texts, List<Fault> faults) {
        var pack = read(texts, folder + "/scheme.yaml", new TypeReference<Pack>() { }, faults);
        var parameters = new ArrayList<Parameter>();
        for (var file : List.of("shared/parameters.yaml", folder + "/parameters.yaml")) {
            var list = rows(texts, file, faults);
            if (list != null) {
                parameters.addAll(list);
            }
        }
        if (pack == null) {
            return java.util.Optional.empty();
        }
        var listed = texts.containsKey(FUNDS) ? read(texts, FUNDS, new TypeReference<List<Fund>>() { }, faults) : null;
        var funds = listed == null ? List.<Fund>of() : listed;
        Funding.check(pack, funds, faults::add);
        var form = texts.get("forms/" + pack.form());
        if (form == null) {
            faults.add(Fault.at(folder + "/scheme.yaml", "formMissing", pack.form()));
            return java.util.Optional.empty();
        }
        int before = faults.size();
        texts.forEach((file, text) -> {
            if (file.startsWith("forms/")) {
                FormDefinition.problems(text).forEach(problem -> faults.add(Fault.at(file, "formBroken", problem)));
            }
        });
        if (form.contains("\"filepicker\"")) {
            faults.add(Fault.at("forms/" + pack.form(), "formBroken", "filepicker: applicants hand in materials, see scheme.yaml"));
        }
        return faults.size() == before ? java.util.Optional.of(new Source(pack, new ParameterSet(List.copyOf(parameters)), FormDefinition.parse(form), funds, texts))
                : java.util.Optional.empty();
    }

    public static Map<String, FormDefinition> stepForms(Source source) {
        var forms = new TreeMap<String, FormDefinition>();
        source.files().forEach((file, text) -> {
            if (file.startsWith("forms/") && !file.equals("forms/" + source.pack().form())) {
                forms.put(file.substring("forms/".length()), FormDefinition.parse(text));
            }
        });
        return forms;
    }

    private List<Parameter> rows(Map<String, String> texts, String file, List<Fault> faults) {
        var table = read(texts, file, new TypeReference<JsonNode>() { }, faults);
        if (table == null) {
            return null;
        }
        if (!ParameterRows.check(file, texts.get(file), table, faults::add)) {
            return ParameterRows.named(table);
        }
        var list = read(texts, file, new TypeReference<List<Parameter>>() { }, faults);
        if (list != null) {
            ParameterRules.check(file, texts.get(file), list, faults::add);
        }
        return list;
    }

    private <T> T read(Map<String, String> texts, String file, TypeReference<T> type, List<Fault> faults) {
        var text = texts.get(file);
        if (text == null) {
            faults.add(Fault.at(file, "fileMissing"));
            return null;
        }
        try {
            return yaml.readerFor(type).withHandler(new UnknownKeys(file, text, faults)).readValue(text);
        } catch (JacksonException broken) {
            var line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNr();
            faults.add(Fault.at(line < 1 ? file : file + ":" + line, "yamlBroken", broken.getOriginalMessage()));
            return null;
        }
    }

    private Resource[] resources(String pattern) {
        try {
            return files.getResources(pattern);
        } catch (IOException none) {
            return new Resource[0];
        }
    }

    private static String folder(Resource manifest) {
        try {
            var path = manifest.getURL().getPath().split("/");
            return path[path.length - 2];
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String text(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** Goes on behind a key that is not known, so that one misspelt key does not hide the next. */
    private static final class UnknownKeys extends DeserializationProblemHandler {

        private final String file;
        private final String text;
        private final List<Fault> faults;

        UnknownKeys(String file, String text, List<Fault> faults) {
            this.file = file;
            this.text = text;
            this.faults = faults;
        }

        @Override
        public boolean handleUnknownProperty(DeserializationContext context, JsonParser parser, ValueDeserializer<?> deserializer, Object owner, String name) {
            // Values are buffered until all of a record are read, so the parser no longer knows the line.
            faults.add(Fault.at(file + ":" + PackModels.line(text, text.indexOf(name + ":")), "keyUnknown", name));
            parser.skipChildren();
            return true;
        }
    }
}
