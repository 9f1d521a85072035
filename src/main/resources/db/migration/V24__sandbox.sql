-- Simulated foreign systems of the sandbox profile; empty elsewhere.
CREATE TABLE sandbox_knob (
    system_ VARCHAR(60) NOT NULL PRIMARY KEY,
    mode_   VARCHAR(30) NOT NULL
);
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
