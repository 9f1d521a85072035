package org.huibu.casefile;

import org.huibu.process.Retries;
import org.huibu.shared.identifier.CaseNumber;
import org.huibu.shared.identifier.Region;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Hands out case numbers; a number lost to a rollback is a gap, which is allowed. */
@Component
public class Numbers {

    private final JdbcClient jdbc;
    private final Retries retries;

    Numbers(JdbcClient jdbc, Retries retries) {
        this.jdbc = jdbc;
        this.retries = retries;
    }

    /**
     * In a short transaction of its own, before the one that opens the case: nobody holds one connection and waits for another. The first of a year that
     * come at once stand in each other's way; the losers try again by themselves.
     */
    @Transactional(propagation = Propagation.NEVER)
    public CaseNumber next(String scheme, Region region, int year) {
        return retries.run(() -> another(scheme, region, year));
    }

    /** In the caller's transaction, for what opens a case on the way. */
    @Transactional(propagation = Propagation.MANDATORY)
    CaseNumber nextWithin(String scheme, Region region, int year) {
        return another(scheme, region, year);
    }

    private CaseNumber another(String scheme, Region region, int year) {
        var key = scheme + "-" + region.code() + "-" + year;
        if (jdbc.sql("update case_number set last_ = last_ + 1 where key_ = ?").param(key).update() == 0) {
            try {
                jdbc.sql("insert into case_number (key_, last_) values (?, 1)").param(key).update();
            } catch (DuplicateKeyException another) {
                jdbc.sql("update case_number set last_ = last_ + 1 where key_ = ?").param(key).update();
            }
        }
        return CaseNumber.of(scheme, region, year, jdbc.sql("select last_ from case_number where key_ = ?").param(key).query(Long.class).single());
    }
}
