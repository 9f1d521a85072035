package org.huibu.disbursement.returns;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.huibu.disbursement.budget.Funds;
import org.huibu.disbursement.returns.ReturnLine.Problem;
import org.huibu.disbursement.returns.ReturnLine.State;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.party.Files;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Return files as people work them: a payer uploads and looks, a finance confirmer lets them be applied, a payer works off what did not fit. */
@Service
public class Returns {

    private static final int LONGEST_REASON = 300;
    private final ReturnFiles files;
    private final ReturnLines lines;
    private final ReturnSheet sheet;
    private final ReturnMatch match;
    private final Files stored;
    private final Funds funds;
    private final CurrentUser user;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Returns(ReturnFiles files, ReturnLines lines, ReturnSheet sheet, ReturnMatch match, Files stored, Funds funds, CurrentUser user, ApplicationEventPublisher events, Clock clock) {
        this.files = files;
        this.lines = lines;
        this.sheet = sheet;
        this.match = match;
        this.stored = stored;
        this.funds = funds;
        this.user = user;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Reads a file and holds it against the orders; nothing moves.
     *
     * @return id of the file
     * @throws Refusal CONFLICT {@code returnTwice} for content that is there already, INVALID {@code fileEmpty}, and as for reading
     */
    @Transactional
    public long upload(String name, byte[] content) {
        require(Role.PAYER);
        if (content.length == 0) {
            throw new Refusal(Refusal.Kind.INVALID, "fileEmpty", name == null ? "" : name);
        }
        var hash = hash(content);
        files.findByTaken(hash).ifPresent(same -> {
            throw Refusal.conflict("returnTwice", same.name());
        });
        var region = user.require().region().prefix();
        var read = match.of(sheet.read(name, content), region);
        var kept = stored.keep(name, content, "return-file");
        try {
            files.saveAndFlush(new ReturnFile(kept.id(), kept.name(), hash, region, user.actor(), clock.instant()));
        } catch (DataIntegrityViolationException meanwhile) {
            throw Refusal.conflict("returnTwice", kept.name());
        }
        lines.keep(kept.id(), read);
        return kept.id();
    }

    /** Newest first. @param before id to continue from; null for the newest */
    @Transactional(readOnly = true)
    public List<ReturnFile> list(Long before, int count) {
        return files.findByRegionStartingWithAndIdLessThanOrderByIdDesc(funds.reader().region().prefix(), before == null ? Long.MAX_VALUE : before, Limit.of(count));
    }

    /** @throws Refusal NOT_FOUND if it does not exist or was uploaded for another region */
    @Transactional(readOnly = true)
    public ReturnFile find(long id) {
        return files.findByIdAndRegionStartingWith(id, funds.reader().region().prefix()).orElseThrow(Refusal::notFound);
    }

    /** How many lines stand in each state; states without a line are left out. */
    @Transactional(readOnly = true)
    public Map<State, Long> counts(long id) {
        return lines.counts(find(id).id());
    }

    /** In the order of the file. @param after line to continue behind; 0 for the beginning */
    @Transactional(readOnly = true)
    public List<ReturnLine> lines(long id, State state, int after, int count) {
        return lines.page(find(id).id(), state, after, count);
    }

    /** Another person lets it be applied. @throws Refusal CONFLICT {@code returnTotals} while the sum of the file is wrong and nobody worked that off */
    @Transactional
    public void confirm(long id) {
        require(Role.FINANCE_CONFIRMER);
        var file = find(id);
        if (lines.parked(id, Problem.TOTALS)) {
            throw Refusal.conflict("returnTotals");
        }
        file.confirmed(user.actor(), clock.instant());
        files.save(file);
    }

    /** It moves nothing, and the same content may be uploaded again. */
    @Transactional
    public void discard(long id) {
        if (!user.require().has(Role.FINANCE_CONFIRMER)) {
            require(Role.PAYER);
        }
        var file = find(id);
        file.discarded(clock.instant());
        files.save(file);
    }

    /** A line that did not fit is worked off by what the payer did about it; it moves no money. @param reason 1 to 300 characters */
    @Transactional
    public void workOff(long id, long line, String reason) {
        require(Role.PAYER);
        var file = find(id);
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Refusal.invalid(List.of(Fault.at("reason", "reasonNeeded")));
        }
        var known = lines.find(id, line).orElseThrow(Refusal::notFound);
        if (!lines.worked(line, user.actor(), reason.strip())) {
            throw Refusal.conflict("differenceState");
        }
        events.publishEvent(new ReturnFileMoved(id, file.hash(), "LINE " + known.place()));
    }

    /** The columns a file must have, with the words they are found by. */
    public List<String> columns() {
        return java.util.Arrays.stream(ReturnSheet.Column.values()).map(ReturnSheet.Column::title).toList();
    }

    public boolean payer() {
        return user.require().has(Role.PAYER);
    }

    public boolean confirmer() {
        return user.require().has(Role.FINANCE_CONFIRMER);
    }

    private void require(Role role) {
        if (!user.require().has(role)) {
            throw Refusal.forbidden("notYourRole");
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
