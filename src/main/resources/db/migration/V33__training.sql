-- What was recorded of a class in training; case_number is the case that granted the plan. A linked recording has no bytes here.
CREATE TABLE training_video (
    id           BIGINT       NOT NULL PRIMARY KEY,
    case_number  VARCHAR(40)  NOT NULL,
    title        VARCHAR(100) NOT NULL,
    recorded_on  DATE         NOT NULL,
    state        VARCHAR(20)  NOT NULL,
    name         VARCHAR(200),
    type         VARCHAR(100),
    length_      BIGINT       NOT NULL,
    offset_      BIGINT       NOT NULL,
    stored_      BIGINT       NOT NULL,
    sha256       VARCHAR(64),
    url          VARCHAR(500),
    held_by      VARCHAR(36),
    held_until   ${instant},
    added_by     VARCHAR(100) NOT NULL,
    added_at     ${instant}  NOT NULL,
    completed_at ${instant},
    CONSTRAINT training_video_once UNIQUE (case_number, sha256)
);
CREATE INDEX training_video_case ON training_video (case_number, id);
CREATE INDEX training_video_hash ON training_video (sha256);
