-- One chain per case; an entry is chained by the sealer after its transaction, so writers never wait for each other.
CREATE TABLE audit_entry (
    id          BIGINT       NOT NULL PRIMARY KEY,
    chain       VARCHAR(40)  NOT NULL,
    type        VARCHAR(80)  NOT NULL,
    actor       VARCHAR(100) NOT NULL,
    at_millis   BIGINT       NOT NULL,
    detail      LONGTEXT     NOT NULL,
    seq         BIGINT,
    hash        VARCHAR(64)
);
CREATE INDEX audit_entry_chain ON audit_entry (chain, seq);
CREATE INDEX audit_entry_open ON audit_entry (seq, id);

CREATE TABLE audit_head (
    chain     VARCHAR(40)  NOT NULL PRIMARY KEY,
    seq       BIGINT       NOT NULL,
    hash      VARCHAR(64)  NOT NULL,
    signature VARCHAR(200) NOT NULL
);
