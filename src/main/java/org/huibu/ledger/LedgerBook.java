package org.huibu.ledger;

import java.util.List;
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
    private final CurrentUser user;

    LedgerBook(LedgerSearch search, CurrentUser user) {
        this.search = search;
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

    private String region() {
        var account = user.require();
        if (!account.seesMoney()) {
            throw Refusal.forbidden("notFinance");
        }
        return account.region().prefix();
    }
}
