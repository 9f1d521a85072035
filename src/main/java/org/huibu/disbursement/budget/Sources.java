package org.huibu.disbursement.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.huibu.casefile.CaseWork;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.pack.Fund;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.identifier.Region;
import org.springframework.stereotype.Component;

/**
 * From which envelopes a case's money comes: fund and budget code by what its scheme spends for, and of each payment the parts that higher
 * levels bear (catalogue R39, R43). The region's own part is what is left, so that the parts are the whole to the fen.
 */
@Component
class Sources {

    private final CaseWork work;

    Sources(CaseWork work) {
        this.work = work;
    }

    /** @throws Refusal CONFLICT {@code fundMayNotPay} if the fund may not pay what the scheme spends for, whoever released it */
    Envelope own(String caseNumber, int year) {
        return own(caseNumber, work.paying(caseNumber).pack().fund(), year);
    }

    Envelope own(String caseNumber, String fund, int year) {
        var scheme = work.paying(caseNumber);
        return new Envelope(fund, code(scheme, fund), year, work.find(caseNumber).region());
    }

    /**
     * The region's own part first, then the city's, the province's and the centre's: everybody locks in this order. Parts of nothing are left out.
     *
     * @throws Refusal CONFLICT {@code sharesAboveWhole} if the ratios of the higher levels are more than the whole
     */
    List<Envelope.Share> shares(String caseNumber, Envelope own, Money amount, LocalDate day) {
        var scheme = work.paying(caseNumber);
        var region = new Region(own.region());
        var shares = new ArrayList<Envelope.Share>();
        var left = amount;
        for (var level : Fund.Level.values()) {
            var bearer = level.of(region);
            var part = bearer.equals(region) ? Money.ZERO : part(scheme, own.fund(), level, region, day, amount);
            if (part.compareTo(left) > 0) {
                throw Refusal.conflict("sharesAboveWhole", own.fund(), region.code());
            }
            if (!part.isZero()) {
                shares.add(new Envelope.Share(own.in(bearer.code()), part));
                left = left.minus(part);
            }
        }
        if (!left.isZero()) {
            shares.add(0, new Envelope.Share(own, left));
        }
        return shares;
    }

    private static Money part(Scheme scheme, String fund, Fund.Level level, Region region, LocalDate day, Money amount) {
        var key = scheme.fund(fund).shares().get(level);
        var ratio = key == null ? null : scheme.parameters().find(key, region, day).map(parameter -> new BigDecimal(parameter.value().toString())).orElse(null);
        return ratio == null ? Money.ZERO : Money.ofFen(ratio.multiply(BigDecimal.valueOf(amount.fen())).longValue());
    }

    private static String code(Scheme scheme, String fund) {
        return scheme.fund(fund).code(scheme.pack().spending()).orElseThrow(() -> Refusal.conflict("fundMayNotPay", fund, String.valueOf(scheme.pack().spending())));
    }
}
