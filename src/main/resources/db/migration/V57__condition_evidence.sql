-- The answers that a check of a condition rests on, with the hash of what was asked and answered.
CREATE TABLE condition_evidence (
    check_id    BIGINT      NOT NULL,
    evidence_id BIGINT      NOT NULL,
    sha256      VARCHAR(64) NOT NULL,
    PRIMARY KEY (check_id, evidence_id)
);
