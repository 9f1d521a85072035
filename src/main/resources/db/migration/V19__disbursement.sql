CREATE TABLE budget (
    fund   VARCHAR(60) NOT NULL,
    year_  INT         NOT NULL,
    region VARCHAR(6)  NOT NULL,
    PRIMARY KEY (fund, year_, region)
);

CREATE TABLE budget_waiting (
    id          BIGINT      NOT NULL PRIMARY KEY,
    case_number VARCHAR(40) NOT NULL,
    group_      VARCHAR(20) NOT NULL,
    CONSTRAINT budget_waiting_once UNIQUE (case_number, group_)
);

CREATE TABLE payment_order (
    id           BIGINT       NOT NULL PRIMARY KEY,
    number       VARCHAR(80)  NOT NULL,
    key_         VARCHAR(120) NOT NULL,
    case_number  VARCHAR(40)  NOT NULL,
    group_       VARCHAR(20)  NOT NULL,
    amount_fen   BIGINT       NOT NULL,
    payee        VARCHAR(100) NOT NULL,
    account      VARCHAR(300) NOT NULL,
    account_tail VARCHAR(20)  NOT NULL,
    fund         VARCHAR(60)  NOT NULL,
    region       VARCHAR(6)   NOT NULL,
    year_        INT          NOT NULL,
    state        VARCHAR(20)  NOT NULL,
    reason       VARCHAR(300),
    at_          ${instant}  NOT NULL,
    CONSTRAINT payment_order_number UNIQUE (number),
    CONSTRAINT payment_order_key UNIQUE (key_)
);
CREATE INDEX payment_order_case ON payment_order (case_number, id);
CREATE INDEX payment_order_state ON payment_order (state, id);
