-- Post-checks that are drawn (R02): once per region and month, by a seed that is kept with the whole list it was drawn from.
CREATE TABLE post_check_draw (
    id         BIGINT      NOT NULL PRIMARY KEY,
    region     VARCHAR(6)  NOT NULL,
    period     VARCHAR(7)  NOT NULL,
    seed       VARCHAR(32) NOT NULL,
    cases      INT         NOT NULL,
    at_random  INT         NOT NULL,
    by_risk    INT         NOT NULL,
    drawn_at   ${instant}  NOT NULL,
    CONSTRAINT post_check_draw_once UNIQUE (region, period)
);

-- Every paid case of the month, drawn or not. ground and state are null for those that were not.
CREATE TABLE post_check_case (
    id          BIGINT       NOT NULL PRIMARY KEY,
    draw_id     BIGINT       NOT NULL,
    case_number VARCHAR(40)  NOT NULL,
    weight      INT          NOT NULL,
    signals     VARCHAR(200) NOT NULL,
    ground      VARCHAR(10),
    state       VARCHAR(20),
    decided_by  VARCHAR(100),
    decided_at  ${instant},
    opinion     VARCHAR(500),
    recovery    VARCHAR(40),
    CONSTRAINT post_check_case_once UNIQUE (draw_id, case_number)
);
CREATE INDEX post_check_case_state ON post_check_case (state, id);

CREATE INDEX case_event_what ON case_event (what, at_);
CREATE INDEX payment_order_account ON payment_order (account_index);
