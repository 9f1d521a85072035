-- History for replay: each decision evaluated, with what it was given and which rules matched. One row per subject and evaluation.
CREATE TABLE decision_evaluation (
    id          BIGINT       NOT NULL PRIMARY KEY,
    case_number VARCHAR(40)  NOT NULL,
    subject     VARCHAR(40)  NOT NULL,
    decision    VARCHAR(80)  NOT NULL,
    release_id  BIGINT       NOT NULL,
    inputs      LONGTEXT     NOT NULL,
    hits        LONGTEXT     NOT NULL,
    result      VARCHAR(60),
    at_         ${instant}  NOT NULL
);
CREATE INDEX decision_evaluation_case ON decision_evaluation (case_number, id);
