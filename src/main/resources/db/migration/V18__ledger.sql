-- Double entry in whole fen. Balances are kept beside the postings so that a conditional update guards them.
CREATE TABLE ledger_account (
    code        VARCHAR(120) NOT NULL PRIMARY KEY,
    bounded     BOOLEAN      NOT NULL,
    balance_fen BIGINT       NOT NULL,
    CONSTRAINT ledger_account_bound CHECK (bounded = FALSE OR balance_fen >= 0)
);

CREATE TABLE ledger_entry (
    id          BIGINT       NOT NULL PRIMARY KEY,
    reference   VARCHAR(160) NOT NULL,
    case_number VARCHAR(40),
    content     VARCHAR(64)  NOT NULL,
    actor       VARCHAR(100) NOT NULL,
    at_         ${instant}  NOT NULL,
    CONSTRAINT ledger_entry_reference UNIQUE (reference)
);
CREATE INDEX ledger_entry_case ON ledger_entry (case_number, id);

CREATE TABLE ledger_posting (
    id          BIGINT       NOT NULL PRIMARY KEY,
    entry_id    BIGINT       NOT NULL,
    source      VARCHAR(120) NOT NULL,
    destination VARCHAR(120) NOT NULL,
    amount_fen  BIGINT       NOT NULL,
    CONSTRAINT ledger_posting_amount CHECK (amount_fen > 0),
    CONSTRAINT ledger_posting_entry FOREIGN KEY (entry_id) REFERENCES ledger_entry (id)
);
CREATE INDEX ledger_posting_source ON ledger_posting (source, id);
CREATE INDEX ledger_posting_destination ON ledger_posting (destination, id);
