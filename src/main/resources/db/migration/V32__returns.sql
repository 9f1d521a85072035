-- Return files of the treasury; content is taken once: taken holds the hash until the file is given up.
CREATE TABLE return_file (
    id           BIGINT       NOT NULL PRIMARY KEY,
    version      BIGINT       NOT NULL,
    name         VARCHAR(120) NOT NULL,
    hash         VARCHAR(64)  NOT NULL,
    taken        VARCHAR(64),
    region       VARCHAR(6)   NOT NULL,
    state        VARCHAR(20)  NOT NULL,
    uploaded_by  VARCHAR(100) NOT NULL,
    uploaded_at  ${instant}  NOT NULL,
    confirmed_by VARCHAR(100),
    confirmed_at ${instant},
    ended_at     ${instant},
    lease_until  ${instant},
    CONSTRAINT return_file_once UNIQUE (taken)
);
CREATE INDEX return_file_state ON return_file (state, id);

CREATE TABLE return_line (
    id            BIGINT       NOT NULL PRIMARY KEY,
    file_id       BIGINT       NOT NULL,
    place         INT          NOT NULL,
    order_number  VARCHAR(80)  NOT NULL,
    amount_text   VARCHAR(80)  NOT NULL,
    amount_fen    BIGINT,
    account_index VARCHAR(64),
    account_tail  VARCHAR(20)  NOT NULL,
    outcome       VARCHAR(20),
    reason        VARCHAR(80),
    reference     VARCHAR(80),
    state         VARCHAR(20)  NOT NULL,
    problem       VARCHAR(30),
    worked_by     VARCHAR(100),
    worked_at     ${instant},
    worked_reason VARCHAR(300),
    CONSTRAINT return_line_file FOREIGN KEY (file_id) REFERENCES return_file (id)
);
CREATE INDEX return_line_state ON return_line (file_id, state, place);
