-- What was recorded of a class in training; case_number is the case that granted the plan. A linked recording has no bytes here.
-- arrived_at: when bytes came last; what is unfinished is given up some days after that.
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
    arrived_at   ${instant},
    completed_at ${instant},
    CONSTRAINT training_video_once UNIQUE (case_number, sha256)
);
CREATE INDEX training_video_case ON training_video (case_number, id);
CREATE INDEX training_video_state ON training_video (state, added_at);
CREATE INDEX training_video_hash ON training_video (sha256);

-- Hours of an apprentice in a month: held by the class and attended by him.
CREATE TABLE training_attendance (
    id            BIGINT       NOT NULL PRIMARY KEY,
    case_number   VARCHAR(40)  NOT NULL,
    subject_index VARCHAR(64)  NOT NULL,
    month_        VARCHAR(7)   NOT NULL,
    held          INT          NOT NULL,
    attended      INT          NOT NULL,
    recorded_by   VARCHAR(100) NOT NULL,
    recorded_at   ${instant}  NOT NULL,
    CONSTRAINT training_attendance_once UNIQUE (case_number, subject_index, month_)
);

-- What an officer found false: of one apprentice, or of the whole class where subject_index is null.
CREATE TABLE training_finding (
    id            BIGINT       NOT NULL PRIMARY KEY,
    case_number   VARCHAR(40)  NOT NULL,
    subject_index VARCHAR(64),
    label         VARCHAR(100),
    text_         VARCHAR(400) NOT NULL,
    found_by      VARCHAR(100) NOT NULL,
    unit          VARCHAR(100) NOT NULL,
    found_at      ${instant}  NOT NULL,
    lifted_by     VARCHAR(100),
    lifted_text   VARCHAR(400),
    lifted_at     ${instant}
);
CREATE INDEX training_finding_case ON training_finding (case_number, id);
