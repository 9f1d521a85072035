package org.huibu.casefile.recovery;

import java.util.LinkedHashMap;
import java.util.List;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.Cases;
import org.huibu.casefile.FormValues;
import org.huibu.identity.CurrentUser;
import org.huibu.process.Facts;
import org.huibu.process.Processes;
import org.huibu.process.Retries;
import org.huibu.process.block.Sends;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a debtor says before anything is decided against him; it stands in the case and is weighed by another officer. */
@Service
@Sends(@Sends.Message(name = "StatementGiven"))
public class Defence {

    private static final String MESSAGE = "StatementGiven";
    private static final String FIELD = "debtor.statement";
    private static final int LONGEST = 2_000;
    private final Cases cases;
    private final FormValues values;
    private final Schemes schemes;
    private final Processes processes;
    private final Retries retries;
    private final CurrentUser user;

    Defence(Cases cases, FormValues values, Schemes schemes, Processes processes, Retries retries, CurrentUser user) {
        this.cases = cases;
        this.values = values;
        this.schemes = schemes;
        this.processes = processes;
        this.retries = retries;
        this.user = user;
    }

    /** True while the owner of the case is being heard. */
    @Transactional(readOnly = true)
    public boolean open(String number) {
        return processes.waitsFor(MESSAGE, own(number).number(), null);
    }

    /** @throws Refusal INVALID at {@code statement}, CONFLICT {@code hearingOver} */
    public void state(String number, String statement) {
        own(number);
        if (statement == null || statement.isBlank() || statement.length() > LONGEST) {
            throw Refusal.invalid(List.of(Fault.at("statement", "statementMissing", LONGEST)));
        }
        retries.run(() -> {
            var file = own(number);
            if (!processes.waitsFor(MESSAGE, number, null)) {
                throw Refusal.conflict("hearingOver");
            }
            var typed = new LinkedHashMap<>(values.read(file));
            typed.put(FIELD, statement.strip());
            file.defended(values.write(file, schemes.release(file.releaseId()), typed));
            cases.save(file);
            processes.tell(MESSAGE, number, null, Facts.NONE);
            return null;
        });
    }

    private CaseFile own(String number) {
        return cases.findByNumber(number).filter(file -> file.owner().equals(user.require().username())).orElseThrow(Refusal::notFound);
    }
}
