CREATE TABLE letter_number (
    key_  VARCHAR(20) NOT NULL PRIMARY KEY,
    last_ BIGINT      NOT NULL
);

CREATE TABLE letter (
    id          BIGINT      NOT NULL PRIMARY KEY,
    number      VARCHAR(40) NOT NULL,
    case_number VARCHAR(40) NOT NULL,
    group_      VARCHAR(20),
    code        VARCHAR(20) NOT NULL,
    at_         ${instant} NOT NULL,
    content     LONGTEXT    NOT NULL,
    CONSTRAINT letter_once UNIQUE (number)
);
CREATE INDEX letter_case ON letter (case_number, id);
