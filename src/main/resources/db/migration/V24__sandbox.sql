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
    state        VARCHAR(20)  NOT NULL
);
