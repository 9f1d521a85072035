CREATE TABLE evidence_record (
    id            BIGINT      NOT NULL PRIMARY KEY,
    case_number   VARCHAR(40) NOT NULL,
    line          INT,
    check_        VARCHAR(10) NOT NULL,
    subject_index VARCHAR(64),
    result        VARCHAR(20) NOT NULL,
    source        VARCHAR(60) NOT NULL,
    facts         LONGTEXT    NOT NULL,
    asked_at      ${instant} NOT NULL,
    valid_until   ${instant} NOT NULL,
    current_      BOOLEAN     NOT NULL
);
CREATE INDEX evidence_record_case ON evidence_record (case_number, current_);
