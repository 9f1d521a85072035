-- Text messages; mobile and text are sealed and wiped once the message is out.
CREATE TABLE text_message (
    id     BIGINT        NOT NULL PRIMARY KEY,
    mobile VARCHAR(200)  NOT NULL,
    text_  VARCHAR(2000) NOT NULL,
    state  VARCHAR(20)   NOT NULL
);
CREATE TABLE text_message_outbox (
    order_id    BIGINT     NOT NULL PRIMARY KEY,
    due_at      ${instant} NOT NULL,
    lease_until ${instant},
    asked       INT        NOT NULL
);
CREATE INDEX text_message_outbox_due ON text_message_outbox (due_at, order_id);
