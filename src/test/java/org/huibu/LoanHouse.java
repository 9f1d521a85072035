package org.huibu;

import org.huibu.casefile.CaseWork;
import org.huibu.guarantee.GuaranteeLoans;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Where every test of guarantee loans begins: nobody has borrowed, and the city's fund has money. */
abstract class LoanHouse {

    @Autowired LoanStory loan;
    @Autowired AwardStory story;
    @Autowired CaseWork work;
    @Autowired GuaranteeLoans loans;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    @BeforeEach
    void aFund() {
        loan.begin();
    }

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }
}
