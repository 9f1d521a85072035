-- What a court said of a debt, recorded by one person and confirmed by another. dismissed_fen: what of the open sum a judgement in part did not uphold.
CREATE TABLE court_result (
    id            BIGINT       NOT NULL PRIMARY KEY,
    version       BIGINT       NOT NULL,
    debt          VARCHAR(80)  NOT NULL,
    case_number   VARCHAR(40)  NOT NULL,
    kind          VARCHAR(20)  NOT NULL,
    given_on      DATE         NOT NULL,
    dismissed_fen BIGINT       NOT NULL,
    document      VARCHAR(100) NOT NULL,
    reason        VARCHAR(300) NOT NULL,
    state         VARCHAR(20)  NOT NULL,
    proposed_by   VARCHAR(100) NOT NULL,
    proposed_at   ${instant}   NOT NULL,
    decided_by    VARCHAR(100),
    decided_at    ${instant},
    refusal       VARCHAR(300),
    CONSTRAINT court_result_dismissed CHECK (dismissed_fen >= 0)
);
CREATE INDEX court_result_debt ON court_result (debt, id);
