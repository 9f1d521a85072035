-- Business days that are over, each compared once: the treasury's statement, the orders and the ledger.
CREATE TABLE reconciliation_day (
    day_        DATE        NOT NULL PRIMARY KEY,
    first_day   DATE        NOT NULL,
    state       VARCHAR(20) NOT NULL,
    lease_until ${instant},
    done_at     ${instant}
);
CREATE INDEX reconciliation_day_state ON reconciliation_day (state, day_);

-- The statement as it came; accounts only as blind index and tail.
CREATE TABLE statement_line (
    day_          DATE         NOT NULL,
    place         INT          NOT NULL,
    key_          VARCHAR(120),
    order_number  VARCHAR(80),
    amount_fen    BIGINT       NOT NULL,
    account_index VARCHAR(64),
    account_tail  VARCHAR(20)  NOT NULL,
    payee         VARCHAR(100),
    reference     VARCHAR(100),
    PRIMARY KEY (day_, place)
);
CREATE INDEX statement_line_key ON statement_line (key_);

CREATE TABLE reconciliation_difference (
    id           BIGINT       NOT NULL PRIMARY KEY,
    version      BIGINT       NOT NULL,
    day_         DATE         NOT NULL,
    kind         VARCHAR(20)  NOT NULL,
    subject      VARCHAR(160) NOT NULL,
    region       VARCHAR(6)   NOT NULL,
    order_number VARCHAR(80),
    case_number  VARCHAR(40),
    stated_fen   BIGINT,
    ordered_fen  BIGINT,
    posted_fen   BIGINT,
    payee        VARCHAR(100),
    account_tail VARCHAR(20),
    reference    VARCHAR(160),
    found_at     ${instant}  NOT NULL,
    state        VARCHAR(20)  NOT NULL,
    proposal     VARCHAR(20),
    reason       VARCHAR(300),
    worked_by    VARCHAR(100),
    worked_at    ${instant},
    confirmed_by VARCHAR(100),
    CONSTRAINT reconciliation_difference_once UNIQUE (day_, kind, subject)
);
CREATE INDEX reconciliation_difference_open ON reconciliation_difference (state, day_);
CREATE INDEX payment_order_ended ON payment_order (state, ended_at);
