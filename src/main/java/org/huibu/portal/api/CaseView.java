package org.huibu.portal.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.review.inbox.InboxRow;
import org.huibu.scheme.Phase;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.form.FormField;
import org.springframework.context.i18n.LocaleContextHolder;

/** A case in a list. @param state of the scheme, @param stateName the same in the language asked for */
record CaseView(String number, String scheme, String region, String applicant, String state, String stateName, Phase phase, String stage, boolean editable,
                boolean finished, Instant openedAt, Instant submittedAt, Instant acceptedAt) {

    static CaseView of(CaseFile file, Scheme scheme) {
        return new CaseView(file.number(), file.schemeKey(), file.region(), file.applicantName(), file.state(),
                scheme.state(file.state()).name().in(LocaleContextHolder.getLocale()), file.phase(), file.stage(), file.editable(), file.finished(),
                file.openedAt(), file.firstSubmittedAt(), file.acceptedAt());
    }

    /** Which desk has it and until when. */
    record Waiting(String task, String stage, Instant until) {
        static Waiting of(InboxRow row) {
            return new Waiting(row.name(), row.stage(), row.due());
        }
    }

    /** @param id as text, since it is longer than a number of JavaScript */
    record Material(String id, String material, String name) {
        static Material of(CaseFiles.Attached attached) {
            return new Material(Long.toString(attached.id()), attached.material(), attached.name());
        }
    }

    /** One thing of the open correction notice. */
    record Correction(String item, String text) { }

    /** Why the case stands still. */
    record Suspended(CaseFile.Ground ground, String clause, String reason, Instant since) {
        static Suspended of(CaseFile.Suspension why) {
            return new Suspended(why.ground(), why.clause(), why.reason(), why.at());
        }
    }

    /** @param suspended null while it goes on. @param version for {@code If-Match}. @param form values by path, personal numbers masked. @param lines how many the roster has */
    record Detail(CaseView summary, Suspended suspended, long version, Map<String, String> form, int lines, List<Material> materials, List<Correction> corrections,
                  List<Waiting> waitingFor) { }

    /** @param line from 0, as in the roster. @param values personal numbers masked. @param verdict null before it was judged */
    record Line(int line, String label, Map<String, String> values, String verdict, String reason, long amountFen, String group, ClaimLine.State state) {
        static Line of(ClaimLine line, Scheme scheme) {
            return new Line(line.seq(), line.label(), masked(scheme.form().roster().map(FormField::children).orElse(List.of()), line.data()), line.verdict(),
                    line.reason(), line.amount().fen(), line.group(), line.state());
        }
    }

    record LineDetail(Line line, List<JudgementView.FindingView> findings) { }

    record Event(Instant at, String what, String details) {
        static Event of(CaseWork.Happening happening) {
            return new Event(happening.at(), happening.what(), happening.details());
        }
    }

    static Map<String, String> masked(List<FormField> fields, Map<String, String> values) {
        var shown = new LinkedHashMap<String, String>();
        fields.stream().filter(field -> values.containsKey(field.path())).forEach(field -> shown.put(field.path(), field.masked(values.get(field.path()))));
        return shown;
    }
}
