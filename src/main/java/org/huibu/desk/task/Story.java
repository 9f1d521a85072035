package org.huibu.desk.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huibu.casefile.CaseWork;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.form.FormDefinition;
import org.huibu.web.Formats;
import org.springframework.stereotype.Component;

/** The details of a happening in the reader's words; what only machines read is left out. */
@Component("story")
class Story {

    private final Formats formats;

    Story(Formats formats) {
        this.formats = formats;
    }

    public String details(CaseWork.Happening happening, Scheme scheme, Locale locale) {
        return Arrays.stream(happening.details().split("; ")).map(part -> part.split("=", 2)).filter(part -> part.length == 2)
                .filter(part -> !part[0].equals("pass") || !whole(happening, scheme)).map(part -> word(part[0], part[1], scheme, locale)).filter(Objects::nonNull).collect(Collectors.joining(" · "));
    }

    /** What happened; a case without lines has none that could be judged. */
    public String event(CaseWork.Happening happening, Scheme scheme) {
        return formats.text("event." + (whole(happening, scheme) ? "WholeJudged" : happening.what()));
    }

    private static boolean whole(CaseWork.Happening happening, Scheme scheme) {
        return happening.what().equals("LinesJudged") && (!scheme.hasLines() || Arrays.asList(happening.details().split("; ")).contains("lines=0"));
    }

    /** Where a fact came from: the application, our register, a department with its day, a parameter with its source. */
    public String origin(String origin) {
        return formats.origin(origin, part -> part.equals("form") || part.equals("register") ? formats.text("origin." + part)
                : part.matches("D\\d\\d( .*)?") ? formats.text("check." + part.substring(0, 3)) + part.substring(3) : part);
    }

    /** The number, from 1, of the line that {@code lines[8]} or the group {@code L8} names. */
    public int line(String path) {
        var digits = path.replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 6 ? 0 : Integer.parseInt(digits) + 1;
    }

    /** The label of the field of a step's form that {@code form.<field>} names. */
    public String field(FormDefinition form, String path, Locale locale) {
        return Stream.concat(form.single().stream(), form.files().stream()).filter(field -> path.equals("form." + field.path())).findFirst()
                .map(field -> field.label(locale)).orElse("");
    }

    private String word(String name, String value, Scheme scheme, Locale locale) {
        return switch (name) {
            case "state" -> scheme.state(value).toOfficers().in(locale);
            case "outcome" -> formats.text("outcome." + value);
            case "ground" -> formats.text("suspensionGround." + value);
            case "claim", "verdict" -> formats.text("verdict." + value);
            case "finding" -> formats.text("outcome." + value);
            case "line" -> formats.text("story.line", value);
            case "pass" -> formats.text("story.pass", value);
            case "ahead" -> formats.text("story.ahead", value);
            case "until" -> formats.text("story.until", value);
            case "source" -> Arrays.stream(value.split("、")).map(check -> formats.text("check." + check)).collect(Collectors.joining("、"));
            case "task", "amount", "years", "person", "reason", "clause", "opinion", "items", "number", "order" -> value;
            default -> null;
        };
    }
}
