-- Simulated foreign systems of the sandbox profile; empty elsewhere.
CREATE TABLE sandbox_knob (
    system_ VARCHAR(60) NOT NULL PRIMARY KEY,
    mode_   VARCHAR(30) NOT NULL
);
CREATE TABLE sandbox_loan (
    key_        VARCHAR(60)  NOT NULL PRIMARY KEY,
    bank        VARCHAR(20)  NOT NULL,
    case_number VARCHAR(40)  NOT NULL,
    borrower    VARCHAR(100) NOT NULL,
    amount_fen  BIGINT       NOT NULL,
    months      INT          NOT NULL,
    state       VARCHAR(20)  NOT NULL,
    decides_at  ${instant}  NOT NULL
);
CREATE TABLE sandbox_bank_call (
    id       BIGINT       NOT NULL PRIMARY KEY,
    key_     VARCHAR(60)  NOT NULL,
    signer   VARCHAR(20)  NOT NULL,
    event_id VARCHAR(100) NOT NULL,
    state    VARCHAR(20)  NOT NULL,
    due_at   ${instant}  NOT NULL,
    tries    INT          NOT NULL
);
CREATE INDEX sandbox_bank_call_due ON sandbox_bank_call (due_at, id);
CREATE TABLE sandbox_payment (
    key_         VARCHAR(120) NOT NULL PRIMARY KEY,
    order_number VARCHAR(80)  NOT NULL,
    amount_fen   BIGINT       NOT NULL,
    payee        VARCHAR(100) NOT NULL,
    account      VARCHAR(60)  NOT NULL,
    state        VARCHAR(20)  NOT NULL,
    settles_at   ${instant}  NOT NULL,
    effects      INT          NOT NULL,
    requests     INT          NOT NULL
);
CREATE TABLE sandbox_callback (
    id         BIGINT       NOT NULL PRIMARY KEY,
    key_       VARCHAR(120) NOT NULL,
    event_id   VARCHAR(100) NOT NULL,
    state      VARCHAR(20)  NOT NULL,
    amount_fen BIGINT       NOT NULL,
    forged     BOOLEAN      NOT NULL,
    due_at     ${instant}  NOT NULL,
    tries      INT          NOT NULL
);
CREATE INDEX sandbox_callback_due ON sandbox_callback (due_at, id);
CREATE TABLE sandbox_sms (
    key_   VARCHAR(100)  NOT NULL PRIMARY KEY,
    mobile VARCHAR(20)   NOT NULL,
    text_  VARCHAR(1000) NOT NULL,
    at_    ${instant}   NOT NULL
);
