-- Money that came back to an envelope: into what is available in the year of its payment, else out of it for the treasury.
CREATE TABLE budget_return (
    reference      VARCHAR(160) NOT NULL,
    reservation_id BIGINT       NOT NULL,
    fund           VARCHAR(60)  NOT NULL,
    budget_code    VARCHAR(20)  NOT NULL,
    year_          INT          NOT NULL,
    region         VARCHAR(6)   NOT NULL,
    amount_fen     BIGINT       NOT NULL,
    kept           BOOLEAN      NOT NULL,
    PRIMARY KEY (reference, region)
);
CREATE INDEX budget_return_envelope ON budget_return (fund, budget_code, year_, region);
CREATE INDEX budget_return_reservation ON budget_return (reservation_id);

-- What somebody owes. How much is still open is the balance of the debt's account in the ledger and stands nowhere else.
CREATE TABLE receivable (
    id             BIGINT       NOT NULL PRIMARY KEY,
    version        BIGINT       NOT NULL,
    number         VARCHAR(80)  NOT NULL,
    code           VARCHAR(20)  NOT NULL,
    case_number    VARCHAR(40)  NOT NULL,
    origin_case    VARCHAR(40)  NOT NULL,
    reservation_id BIGINT       NOT NULL,
    owner          VARCHAR(100) NOT NULL,
    debtor         VARCHAR(100) NOT NULL,
    debtor_index   VARCHAR(64)  NOT NULL,
    fund           VARCHAR(60)  NOT NULL,
    budget_code    VARCHAR(20)  NOT NULL,
    region         VARCHAR(6)   NOT NULL,
    year_          INT          NOT NULL,
    amount_fen     BIGINT       NOT NULL,
    ground         VARCHAR(20)  NOT NULL,
    clause         VARCHAR(200) NOT NULL,
    pay_to         VARCHAR(200) NOT NULL,
    established_at ${instant}  NOT NULL,
    due_on         DATE         NOT NULL,
    offset_from    ${instant},
    state          VARCHAR(20)  NOT NULL,
    told_overdue   BOOLEAN      NOT NULL,
    plan_parts     INT,
    plan_first     DATE,
    plan_why       VARCHAR(200),
    plan_by        VARCHAR(100),
    write_off_ground   VARCHAR(300),
    write_off_document VARCHAR(100),
    write_off_by       VARCHAR(100),
    CONSTRAINT receivable_number UNIQUE (number),
    CONSTRAINT receivable_code UNIQUE (code),
    CONSTRAINT receivable_once UNIQUE (case_number, reservation_id),
    CONSTRAINT receivable_amount CHECK (amount_fen > 0)
);
CREATE INDEX receivable_region ON receivable (region, state, id);
CREATE INDEX receivable_owner ON receivable (owner, id);
CREATE INDEX receivable_debtor ON receivable (debtor_index, fund, state);
CREATE INDEX receivable_due ON receivable (state, told_overdue, due_on);

CREATE TABLE receivable_instalment (
    receivable_id BIGINT NOT NULL,
    seq           INT    NOT NULL,
    due_on        DATE   NOT NULL,
    amount_fen    BIGINT NOT NULL,
    PRIMARY KEY (receivable_id, seq)
);

-- Everything that lessened a debt, each with its acts in the ledger; PENDING is kept off a payment that has not been made yet.
CREATE TABLE receivable_movement (
    id             BIGINT       NOT NULL PRIMARY KEY,
    receivable_id  BIGINT       NOT NULL,
    kind           VARCHAR(20)  NOT NULL,
    state          VARCHAR(20)  NOT NULL,
    amount_fen     BIGINT       NOT NULL,
    receipt_id     BIGINT,
    reservation_id BIGINT,
    actor          VARCHAR(100) NOT NULL,
    at_            ${instant}  NOT NULL
);
CREATE INDEX receivable_movement_debt ON receivable_movement (receivable_id, id);
CREATE INDEX receivable_movement_reservation ON receivable_movement (reservation_id, state);

-- Bank statements: every line as it was read, so that a preview can be left and taken later; then the receipts they became.
CREATE TABLE bank_statement (
    id        BIGINT       NOT NULL PRIMARY KEY,
    version   BIGINT       NOT NULL,
    region    VARCHAR(6)   NOT NULL,
    name      VARCHAR(200) NOT NULL,
    count_    INT          NOT NULL,
    total_fen BIGINT       NOT NULL,
    read_by   VARCHAR(100) NOT NULL,
    read_at   ${instant}  NOT NULL,
    taken_by  VARCHAR(100),
    lease_until ${instant},
    state     VARCHAR(20)  NOT NULL
);
CREATE INDEX bank_statement_region ON bank_statement (region, id);

CREATE TABLE bank_statement_line (
    statement_id BIGINT       NOT NULL,
    line_no      INT          NOT NULL,
    reference    VARCHAR(100) NOT NULL,
    received_on  DATE,
    payer        VARCHAR(100) NOT NULL,
    account_tail VARCHAR(20)  NOT NULL,
    amount_fen   BIGINT       NOT NULL,
    remark       VARCHAR(200) NOT NULL,
    fault        VARCHAR(40),
    taken        BOOLEAN      DEFAULT FALSE NOT NULL,
    PRIMARY KEY (statement_id, line_no)
);

CREATE TABLE receipt (
    id            BIGINT       NOT NULL PRIMARY KEY,
    version       BIGINT       NOT NULL,
    region        VARCHAR(6)   NOT NULL,
    reference     VARCHAR(100) NOT NULL,
    statement_id  BIGINT       NOT NULL,
    line_no       INT          NOT NULL,
    received_on   DATE         NOT NULL,
    payer         VARCHAR(100) NOT NULL,
    account_tail  VARCHAR(20)  NOT NULL,
    amount_fen    BIGINT       NOT NULL,
    remark        VARCHAR(200) NOT NULL,
    state         VARCHAR(20)  NOT NULL,
    proposed_debt VARCHAR(80),
    proposed_fen  BIGINT,
    proposed_why  VARCHAR(200),
    proposed_by   VARCHAR(100),
    CONSTRAINT receipt_reference UNIQUE (region, reference),
    CONSTRAINT receipt_amount CHECK (amount_fen > 0)
);
CREATE INDEX receipt_state ON receipt (region, state, id);
