package org.huibu.casefile.linefile;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.Cases;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.ClaimLines;
import org.huibu.casefile.FormValues;
import org.huibu.identity.CurrentUser;
import org.huibu.party.Files;
import org.huibu.process.Feel;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.Schemes;
import org.huibu.scheme.pack.Pack;
import org.huibu.shared.Fault;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Documents of single roster lines, such as each apprentice's contract. They belong to the line's subject and not to its place, so that a
 * roster that is uploaded anew or put in another order keeps them.
 */
@Service
public class LineFiles {

    private static final int MOST = 10;
    private final Cases cases;
    private final ClaimLines lines;
    private final FormValues values;
    private final Schemes schemes;
    private final Files files;
    private final Feel feel;
    private final CurrentUser user;
    private final JdbcClient jdbc;
    private final Clock clock;

    LineFiles(Cases cases, ClaimLines lines, FormValues values, Schemes schemes, Files files, Feel feel, CurrentUser user, JdbcClient jdbc, Clock clock) {
        this.cases = cases;
        this.lines = lines;
        this.values = values;
        this.schemes = schemes;
        this.files = files;
        this.feel = feel;
        this.user = user;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @throws Refusal NOT_FOUND, CONFLICT {@code caseNotEditable}, {@code lineWithoutSubject} while the line does not say whose it is, or
     *     {@code tooManyFiles}; and as {@link Files#accept}
     */
    @Transactional
    public long attach(String number, int seq, String material, String name, byte[] content) {
        var file = editable(number);
        var rule = rules(file).stream().filter(one -> one.key().equals(material)).findFirst().orElseThrow(Refusal::notFound);
        var line = lines.of(file).stream().filter(one -> one.seq() == seq).findFirst().orElseThrow(Refusal::notFound);
        if (line.subjectIndex() == null) {
            throw Refusal.conflict("lineWithoutSubject");
        }
        if (ofLine(number, line).stream().filter(one -> one.material().equals(material)).count() >= MOST) {
            throw Refusal.conflict("tooManyFiles", MOST);
        }
        var stored = files.accept(name, content, rule.accept(), file.owner());
        var id = Ids.next();
        jdbc.sql("insert into line_file (id, case_number, subject_index, material, file_id, name, at_) values (?, ?, ?, ?, ?, ?, ?)")
                .params(id, number, line.subjectIndex(), material, stored.id(), stored.name(), LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).update();
        return id;
    }

    @Transactional
    public void detach(String number, long id) {
        editable(number);
        if (jdbc.sql("delete from line_file where id = ? and case_number = ?").params(id, number).update() == 0) {
            throw Refusal.notFound();
        }
    }

    /** For its owner. */
    @Transactional(readOnly = true)
    public LineFile mine(String number, long id) {
        own(number);
        return find(number, id);
    }

    /** Who may read the case is authorised by the caller. */
    @Transactional(readOnly = true)
    public LineFile find(String number, long id) {
        return ofCase(number).stream().filter(one -> one.id() == id).findFirst().orElseThrow(Refusal::notFound);
    }

    /** Who may read the case is authorised by the caller. */
    @Transactional(readOnly = true)
    public List<LineFile> ofLine(String number, ClaimLine line) {
        return ofCase(number).stream().filter(one -> one.subjectIndex().equals(line.subjectIndex())).toList();
    }

    /** How many documents each line has, by its number; lines without any are left out. */
    @Transactional(readOnly = true)
    public Map<Integer, Long> counts(String number) {
        var given = ofCase(number).stream().collect(Collectors.groupingBy(LineFile::subjectIndex, Collectors.counting()));
        return given.isEmpty() ? Map.of() : lines.of(cases.findByNumber(number).orElseThrow(Refusal::notFound)).stream()
                .filter(line -> line.subjectIndex() != null && given.containsKey(line.subjectIndex())).collect(Collectors.toMap(ClaimLine::seq, line -> given.get(line.subjectIndex())));
    }

    public byte[] read(LineFile given) {
        return files.read(given.fileId());
    }

    /** What the scheme asks for that lines do not have: faults at {@code lines[3].files.contract}. */
    @Transactional(readOnly = true)
    public List<Fault> missing(CaseFile file, Scheme scheme) {
        var wanted = rules(file).stream().filter(rule -> required(rule, file)).toList();
        if (wanted.isEmpty()) {
            return List.of();
        }
        var given = ofCase(file.number()).stream().map(one -> one.subjectIndex() + " " + one.material()).collect(Collectors.toSet());
        return lines.of(file).stream().filter(line -> line.part() == null).flatMap(line -> wanted.stream().filter(rule -> !given.contains(line.subjectIndex() + " " + rule.key()))
                .map(rule -> Fault.at(scheme.pack().lines().path() + "[" + line.seq() + "].files." + rule.key(), "materialMissing", rule.name().zh(), rule.name().en()))).toList();
    }

    private boolean required(Pack.LineMaterial rule, CaseFile file) {
        return rule.required() && (rule.when() == null || Boolean.TRUE.equals(feel.evaluate(rule.when(), Map.of("form", FormValues.nested(values.read(file))))));
    }

    private List<LineFile> ofCase(String number) {
        return jdbc.sql("select id, subject_index, material, name, file_id from line_file where case_number = ? order by id").param(number).query(LineFile.class).list();
    }

    private List<Pack.LineMaterial> rules(CaseFile file) {
        var rules = schemes.release(file.releaseId()).pack().lines();
        return rules == null ? List.of() : rules.materials();
    }

    private CaseFile editable(String number) {
        var file = own(number);
        if (!file.editable()) {
            throw Refusal.conflict("caseNotEditable");
        }
        return file;
    }

    private CaseFile own(String number) {
        var account = user.require();
        return cases.findByNumber(number).filter(file -> file.owner().equals(account.username())).orElseThrow(Refusal::notFound);
    }
}
