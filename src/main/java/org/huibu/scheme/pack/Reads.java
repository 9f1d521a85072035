package org.huibu.scheme.pack;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.huibu.scheme.parameter.Parameter;

/**
 * What of the files that all schemes share a release really reads: the models that its process calls, decisions and forms that those and
 * {@code scheme.yaml} name, and the parameters named in any of them. What the house itself reads for every scheme is no parameter of one flow.
 *
 * @param parameters keys; those of the scheme's own table always
 * @param files names; the scheme's own always
 */
public record Reads(Set<String> parameters, Set<String> files) {

    private static final String SHARED = "shared/";
    private static final Set<String> OF_ALL = Set.of("shared/parameters.yaml", "shared/funds.yaml", "shared/intake.dmn", "shared/notice.dmn");
    private static final Pattern WORD = Pattern.compile("[A-Z][A-Z0-9_]+");

    public static Reads of(PackReader.Source source) {
        var files = new TreeSet<>(PackModels.reached(source));
        source.files().keySet().stream().filter(file -> !file.contains(SHARED) || OF_ALL.contains(file)).forEach(files::add);
        source.pack().decisions().steps().values().stream().filter(rule -> rule.file() != null).forEach(rule -> files.add(SHARED + rule.file()));
        var texts = files.stream().filter(file -> file.endsWith(".bpmn")).map(source.files()::get).collect(Collectors.joining());
        source.files().keySet().stream().filter(file -> file.startsWith("forms/" + SHARED) && texts.contains("\"" + file.substring("forms/".length()) + "\"")).forEach(files::add);
        return new Reads(parameters(source, files), files);
    }

    private static Set<String> parameters(PackReader.Source source, Set<String> files) {
        var words = new HashSet<String>();
        files.stream().filter(file -> !file.startsWith(SHARED) || file.endsWith(".bpmn")).forEach(file -> WORD.matcher(source.files().getOrDefault(file, "")).results()
                .forEach(word -> words.add(word.group())));
        return source.parameters().all().stream().map(Parameter::key).filter(words::contains).collect(Collectors.toCollection(TreeSet::new));
    }

    /** True for a file that a case of this release may meet. */
    public boolean uses(String file) {
        return files.contains(file);
    }
}
