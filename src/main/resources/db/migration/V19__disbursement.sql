-- Envelopes that exist; the row is locked by whoever reserves, so that the order of approval holds.
CREATE TABLE budget (
    fund        VARCHAR(60) NOT NULL,
    budget_code VARCHAR(20) NOT NULL,
    year_       INT         NOT NULL,
    region      VARCHAR(6)  NOT NULL,
    PRIMARY KEY (fund, budget_code, year_, region)
);

CREATE TABLE reservation (
    id          BIGINT       NOT NULL PRIMARY KEY,
    version     BIGINT       NOT NULL,
    case_number VARCHAR(40)  NOT NULL,
    group_      VARCHAR(20)  NOT NULL,
    fund        VARCHAR(60)  NOT NULL,
    budget_code VARCHAR(20)  NOT NULL,
    region      VARCHAR(6)   NOT NULL,
    year_       INT,
    amount_fen  BIGINT       NOT NULL,
    -- What of the approval was set off before: the payment of the rest came back and is reserved here again.
    set_off_fen BIGINT       NOT NULL DEFAULT 0,
    content     VARCHAR(64)  NOT NULL,
    approved_by VARCHAR(100) NOT NULL,
    approved_at ${instant}  NOT NULL,
    state       VARCHAR(20)  NOT NULL,
    -- Which node lets it go on for now.
    lease_until ${instant}
);
CREATE INDEX reservation_case ON reservation (case_number, group_, id);
CREATE INDEX reservation_queue ON reservation (fund, budget_code, region, state, id);

-- What each envelope bears of a reservation: the region's own, and the parts of higher levels.
CREATE TABLE reservation_share (
    reservation_id BIGINT     NOT NULL,
    region         VARCHAR(6) NOT NULL,
    amount_fen     BIGINT     NOT NULL,
    PRIMARY KEY (reservation_id, region),
    CONSTRAINT reservation_share_amount CHECK (amount_fen > 0),
    CONSTRAINT reservation_share_of FOREIGN KEY (reservation_id) REFERENCES reservation (id)
);

-- Money between envelopes: proposed by one, confirmed by another, posted once.
CREATE TABLE budget_move (
    id          BIGINT       NOT NULL PRIMARY KEY,
    version     BIGINT       NOT NULL,
    kind        VARCHAR(20)  NOT NULL,
    fund        VARCHAR(60)  NOT NULL,
    from_code   VARCHAR(20),
    from_year   INT,
    from_region VARCHAR(6),
    to_code     VARCHAR(20)  NOT NULL,
    to_year     INT          NOT NULL,
    to_region   VARCHAR(6)   NOT NULL,
    amount_fen  BIGINT       NOT NULL,
    document    VARCHAR(100) NOT NULL,
    -- The same while the move is proposed or confirmed: a document that was refused or withdrawn may be used again.
    live_document VARCHAR(100),
    reason      VARCHAR(300) NOT NULL,
    state       VARCHAR(20)  NOT NULL,
    proposed_by VARCHAR(100) NOT NULL,
    proposed_at ${instant}  NOT NULL,
    decided_by  VARCHAR(100),
    decided_at  ${instant},
    refusal     VARCHAR(300),
    CONSTRAINT budget_move_amount CHECK (amount_fen > 0),
    CONSTRAINT budget_move_document UNIQUE (live_document, fund, to_code, to_year, to_region)
);
CREATE INDEX budget_move_to ON budget_move (to_region, id);
CREATE INDEX budget_move_from ON budget_move (from_region, id);

-- What decisions bind of a year: promised for ever, open until drawn or given back, covered as far as the year's money went.
CREATE TABLE commitment (
    id           BIGINT      NOT NULL PRIMARY KEY,
    case_number  VARCHAR(40) NOT NULL,
    fund         VARCHAR(60) NOT NULL,
    budget_code  VARCHAR(20) NOT NULL,
    region       VARCHAR(6)  NOT NULL,
    year_        INT         NOT NULL,
    promised_fen BIGINT      NOT NULL,
    open_fen     BIGINT      NOT NULL,
    covered_fen  BIGINT      NOT NULL,
    moves        INT         NOT NULL,
    CONSTRAINT commitment_parts CHECK (covered_fen >= 0 AND covered_fen <= open_fen AND open_fen <= promised_fen)
);
CREATE INDEX commitment_case ON commitment (case_number, year_);
CREATE INDEX commitment_envelope ON commitment (fund, budget_code, year_, region, id);

CREATE TABLE payment_order (
    id                 BIGINT       NOT NULL PRIMARY KEY,
    version            BIGINT       NOT NULL,
    number             VARCHAR(80)  NOT NULL,
    key_               VARCHAR(120) NOT NULL,
    case_number        VARCHAR(40)  NOT NULL,
    group_             VARCHAR(20)  NOT NULL,
    reservation_id     BIGINT       NOT NULL,
    amount_fen         BIGINT       NOT NULL,
    payee              VARCHAR(100) NOT NULL,
    account            VARCHAR(300) NOT NULL,
    account_tail       VARCHAR(20)  NOT NULL,
    account_index      VARCHAR(64)  NOT NULL,
    bank               VARCHAR(100) NOT NULL,
    fund               VARCHAR(60)  NOT NULL,
    budget_code        VARCHAR(20)  NOT NULL,
    region             VARCHAR(6)   NOT NULL,
    year_              INT          NOT NULL,
    content            VARCHAR(64)  NOT NULL,
    state              VARCHAR(20)  NOT NULL,
    reason             VARCHAR(300),
    treasury_reference VARCHAR(100),
    attention          VARCHAR(20),
    drafted_by         VARCHAR(100) NOT NULL,
    drafted_at         ${instant}  NOT NULL,
    released_by        VARCHAR(100),
    ended_at           ${instant},
    answer             VARCHAR(20),
    answer_reference   VARCHAR(100),
    answer_by          VARCHAR(100),
    CONSTRAINT payment_order_number UNIQUE (number),
    CONSTRAINT payment_order_key UNIQUE (key_),
    CONSTRAINT payment_order_amount CHECK (amount_fen > 0)
);
CREATE INDEX payment_order_case ON payment_order (case_number, id);
CREATE INDEX payment_order_reservation ON payment_order (reservation_id);
CREATE INDEX payment_order_region ON payment_order (region, state, id);
CREATE INDEX payment_order_attention ON payment_order (attention, region);

-- Groups drafted and released together, and which node works on them for now.
CREATE TABLE payment_batch (
    id          BIGINT       NOT NULL PRIMARY KEY,
    version     BIGINT       NOT NULL,
    number      VARCHAR(80)  NOT NULL,
    fund        VARCHAR(60)  NOT NULL,
    budget_code VARCHAR(20)  NOT NULL,
    region      VARCHAR(6)   NOT NULL,
    state       VARCHAR(20)  NOT NULL,
    created_by  VARCHAR(100) NOT NULL,
    created_at  ${instant}  NOT NULL,
    decided_by  VARCHAR(100),
    decided_at  ${instant},
    lease_until ${instant},
    CONSTRAINT payment_batch_number UNIQUE (number)
);
CREATE INDEX payment_batch_region ON payment_batch (region, id);
CREATE INDEX payment_batch_state ON payment_batch (state, id);

-- live is true until the batch is over and null afterwards: a group is in one live batch only.
CREATE TABLE payment_batch_line (
    batch_id    BIGINT      NOT NULL,
    seq         INT         NOT NULL,
    case_number VARCHAR(40) NOT NULL,
    group_      VARCHAR(20) NOT NULL,
    state       VARCHAR(20) NOT NULL,
    reason      VARCHAR(60),
    tries       INT         NOT NULL,
    live        BOOLEAN,
    PRIMARY KEY (batch_id, seq),
    CONSTRAINT payment_batch_line_live UNIQUE (case_number, group_, live)
);
CREATE INDEX payment_batch_line_state ON payment_batch_line (batch_id, state, tries, seq);

-- What became of an order, step by step.
CREATE TABLE payment_event (
    id       BIGINT       NOT NULL PRIMARY KEY,
    order_id BIGINT       NOT NULL,
    what     VARCHAR(20)  NOT NULL,
    actor    VARCHAR(100) NOT NULL,
    at_      ${instant}  NOT NULL,
    detail   VARCHAR(300)
);
CREATE INDEX payment_event_order ON payment_event (order_id, id);

-- Orders to be sent or asked about, and the node that has them for now.
CREATE TABLE payment_outbox (
    order_id    BIGINT      NOT NULL PRIMARY KEY,
    due_at      ${instant} NOT NULL,
    lease_until ${instant},
    asked       INT         NOT NULL
);
CREATE INDEX payment_outbox_due ON payment_outbox (due_at, order_id);

-- Callbacks that were taken: a second one with the same id is the same event.
CREATE TABLE treasury_event (
    event_id VARCHAR(100) NOT NULL PRIMARY KEY,
    key_     VARCHAR(120) NOT NULL,
    state    VARCHAR(20)  NOT NULL,
    at_      ${instant}  NOT NULL
);
