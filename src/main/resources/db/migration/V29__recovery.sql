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
