package org.huibu.ledger;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.huibu.identity.CurrentUser;
import org.huibu.ledger.LedgerSearch.Total;
import org.huibu.ledger.LedgerSearch.Wanted;
import org.huibu.shared.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The ledger as those read it who work with money, decide on it or audit it: acts that touch an account or a case of their own region. */
@Service
public class LedgerBook {

    private final LedgerSearch search;
    private final Ledger ledger;
    private final CurrentUser user;

    LedgerBook(LedgerSearch search, Ledger ledger, CurrentUser user) {
        this.search = search;
        this.ledger = ledger;
        this.user = user;
    }

    /**
     * Newest first.
     *
     * @param before id to continue from; null for the newest
     * @throws Refusal FORBIDDEN {@code notFinance} to anybody else
     */
    @Transactional(readOnly = true)
    public List<LedgerEntry> find(Wanted wanted, Long before, int count) {
        return search.find(wanted, region(), before == null ? Long.MAX_VALUE : before, count);
    }

    /** Over all pages. */
    @Transactional(readOnly = true)
    public Total total(Wanted wanted) {
        return search.total(wanted, region());
    }

    /** What was in the one account that is named in whole, in yuan, at the end of the time that is asked for; empty if none is. */
    @Transactional(readOnly = true)
    public Optional<BigDecimal> balance(Wanted wanted) {
        return search.account(wanted.account(), region())
                .map(account -> BigDecimal.valueOf(wanted.until() == null ? ledger.balance(account) : ledger.balance(account, wanted.until().minusNanos(1000)), 2));
    }

    private String region() {
        var account = user.require();
        if (!account.seesMoney()) {
            throw Refusal.forbidden("notFinance");
        }
        return account.region().prefix();
    }
}
