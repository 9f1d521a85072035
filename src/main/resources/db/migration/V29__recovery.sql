-- What follows for the credit of whoever must pay back; repaired is recorded, never erased.
CREATE TABLE credit_record (
    id            BIGINT       NOT NULL PRIMARY KEY,
    subject_index VARCHAR(64)  NOT NULL,
    subject_name  VARCHAR(100) NOT NULL,
    case_number   VARCHAR(40)  NOT NULL,
    kind          VARCHAR(20)  NOT NULL,
    from_         DATE         NOT NULL,
    until_        DATE,
    repaired_on   DATE,
    CONSTRAINT credit_record_once UNIQUE (case_number, kind)
);
CREATE INDEX credit_record_subject ON credit_record (subject_index, from_);

-- Paid lines whose condition must last, and what every question said.
CREATE TABLE condition_watch (
    case_number VARCHAR(40) NOT NULL,
    line        INT         NOT NULL,
    next_on     DATE        NOT NULL,
    ends_on     DATE        NOT NULL,
    PRIMARY KEY (case_number, line)
);
CREATE INDEX condition_watch_next ON condition_watch (next_on);

CREATE TABLE condition_check (
    id          BIGINT      NOT NULL PRIMARY KEY,
    case_number VARCHAR(40) NOT NULL,
    line        INT         NOT NULL,
    at_         ${instant} NOT NULL,
    result      VARCHAR(20) NOT NULL
);
CREATE INDEX condition_check_case ON condition_check (case_number, id);
