CREATE TABLE loan (
    id             BIGINT       NOT NULL PRIMARY KEY,
    version        BIGINT       NOT NULL,
    case_number    VARCHAR(40)  NOT NULL,
    kind           VARCHAR(20)  NOT NULL,
    region         VARCHAR(6)   NOT NULL,
    person_index   VARCHAR(64),
    entity_index   VARCHAR(64),
    borrower_class VARCHAR(20)  NOT NULL,
    cap_fen        BIGINT       NOT NULL,
    qualified_on   DATE         NOT NULL,
    valid_until    DATE         NOT NULL,
    bank           VARCHAR(20)  NOT NULL,
    investigated   BOOLEAN      NOT NULL,
    contract_no    VARCHAR(60),
    amount_fen     BIGINT,
    months         INT,
    contract_rate  DECIMAL(9, 6),
    lpr            DECIMAL(9, 6),
    borrower_rate  DECIMAL(9, 6),
    subsidy_rate   DECIMAL(9, 6),
    signed_on      DATE,
    disbursed_on   DATE,
    matures_on     DATE,
    state          VARCHAR(20)  NOT NULL
);
-- Partners who borrow together; the borrower of the loan need not be repeated here.
CREATE TABLE loan_party (
    loan_id      BIGINT      NOT NULL,
    person_index VARCHAR(64) NOT NULL,
    PRIMARY KEY (loan_id, person_index)
);
CREATE INDEX loan_party_person ON loan_party (person_index);

CREATE INDEX loan_case ON loan (case_number, id);
CREATE INDEX loan_person ON loan (person_index);
CREATE INDEX loan_entity ON loan (entity_index);

-- Guarantee funds of cities; the row is locked by whoever reserves.
CREATE TABLE guarantee_fund (
    region VARCHAR(6) NOT NULL PRIMARY KEY
);

-- Capacity that loans hold or wait for, in the order in which they came.
CREATE TABLE guarantee_hold (
    id          BIGINT      NOT NULL PRIMARY KEY,
    case_number VARCHAR(40) NOT NULL,
    region      VARCHAR(6)  NOT NULL,
    bank        VARCHAR(20) NOT NULL,
    amount_fen  BIGINT      NOT NULL,
    state       VARCHAR(20) NOT NULL,
    reason      VARCHAR(20) NOT NULL
);
CREATE INDEX guarantee_hold_case ON guarantee_hold (case_number, state);
CREATE INDEX guarantee_hold_region ON guarantee_hold (region, state, id);

-- What is to change of a fund: proposed by one person, confirmed by another.
CREATE TABLE guarantee_change (
    id              BIGINT       NOT NULL PRIMARY KEY,
    version         BIGINT       NOT NULL,
    kind            VARCHAR(20)  NOT NULL,
    region          VARCHAR(6)   NOT NULL,
    bank            VARCHAR(20),
    amount_fen      BIGINT       NOT NULL,
    compensated_fen BIGINT       NOT NULL,
    document        VARCHAR(100) NOT NULL,
    reason          VARCHAR(300) NOT NULL,
    state           VARCHAR(20)  NOT NULL,
    proposed_by     VARCHAR(100) NOT NULL,
    proposed_at     ${instant}   NOT NULL,
    decided_by      VARCHAR(100),
    decided_at      ${instant},
    refusal         VARCHAR(300),
    CONSTRAINT guarantee_change_amount CHECK (amount_fen > 0),
    CONSTRAINT guarantee_change_document UNIQUE (document, region)
);
CREATE INDEX guarantee_change_region ON guarantee_change (region, id);

CREATE TABLE bank_standing (
    region          VARCHAR(6)  NOT NULL,
    bank            VARCHAR(20) NOT NULL,
    matured_fen     BIGINT      NOT NULL,
    compensated_fen BIGINT      NOT NULL,
    PRIMARY KEY (region, bank)
);

CREATE TABLE bank_order (
    id             BIGINT      NOT NULL PRIMARY KEY,
    version        BIGINT      NOT NULL,
    key_           VARCHAR(60) NOT NULL,
    case_number    VARCHAR(40) NOT NULL,
    bank           VARCHAR(20) NOT NULL,
    amount_fen     BIGINT      NOT NULL,
    months         INT         NOT NULL,
    cap_fen        BIGINT      NOT NULL,
    granted_fen    BIGINT,
    granted_months INT,
    reason         VARCHAR(300),
    state          VARCHAR(20) NOT NULL,
    CONSTRAINT bank_order_key UNIQUE (key_)
);
CREATE INDEX bank_order_case ON bank_order (case_number, id);

-- Orders to be sent or asked about, and the node that has them for now.
CREATE TABLE bank_outbox (
    order_id    BIGINT     NOT NULL PRIMARY KEY,
    due_at      ${instant} NOT NULL,
    lease_until ${instant},
    asked       INT        NOT NULL
);
CREATE INDEX bank_outbox_due ON bank_outbox (due_at, order_id);

-- Answers that were taken: a second one with the same id of the same bank is the same event.
CREATE TABLE bank_event (
    bank     VARCHAR(20)  NOT NULL,
    event_id VARCHAR(100) NOT NULL,
    key_     VARCHAR(60)  NOT NULL,
    state    VARCHAR(20)  NOT NULL,
    at_      ${instant}   NOT NULL,
    PRIMARY KEY (bank, event_id)
);
