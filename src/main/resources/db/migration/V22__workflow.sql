-- History for replay, in our own tables because the engine's history is cleaned up.
CREATE TABLE step_history (
    id            BIGINT       NOT NULL PRIMARY KEY,
    case_number   VARCHAR(40),
    group_        VARCHAR(40),
    definition_id VARCHAR(100) NOT NULL,
    element       VARCHAR(100) NOT NULL,
    kind          VARCHAR(20)  NOT NULL,
    facts         LONGTEXT,
    at_           ${instant}  NOT NULL
);
CREATE INDEX step_history_case ON step_history (case_number, id);
CREATE INDEX step_history_element ON step_history (definition_id, element);

-- The sandbox's clock: milliseconds ahead of the real time; stays 0 elsewhere.
CREATE TABLE clock_offset (
    id     INT    NOT NULL PRIMARY KEY,
    millis BIGINT NOT NULL
);
INSERT INTO clock_offset (id, millis) VALUES (1, 0);
