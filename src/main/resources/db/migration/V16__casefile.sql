CREATE TABLE case_file (
    id                 BIGINT       NOT NULL PRIMARY KEY,
    version            BIGINT       NOT NULL,
    number             VARCHAR(40)  NOT NULL,
    scheme_key         VARCHAR(80)  NOT NULL,
    release_id         BIGINT       NOT NULL,
    region             VARCHAR(6)   NOT NULL,
    owner              VARCHAR(100) NOT NULL,
    opened_by          VARCHAR(100),
    applicant_name     VARCHAR(100) NOT NULL,
    applicant_index    VARCHAR(64),
    state              VARCHAR(40)  NOT NULL,
    phase              VARCHAR(20)  NOT NULL,
    stage              VARCHAR(40),
    finished           BOOLEAN      NOT NULL,
    form_data          LONGTEXT     NOT NULL,
    opened_at          ${instant}  NOT NULL,
    first_submitted_at ${instant},
    submitted_at       ${instant},
    accepted_at        ${instant},
    deemed             BOOLEAN      NOT NULL,
    closed_at          ${instant},
    ex_officio         BOOLEAN      NOT NULL,
    CONSTRAINT case_file_number UNIQUE (number)
);
CREATE INDEX case_file_opened_by ON case_file (opened_by, id);
CREATE INDEX case_file_owner ON case_file (owner, id);
CREATE INDEX case_file_applicant ON case_file (applicant_index, id);
CREATE INDEX case_file_region ON case_file (region, phase, id);

CREATE TABLE case_number (
    key_  VARCHAR(60) NOT NULL PRIMARY KEY,
    last_ BIGINT      NOT NULL
);

CREATE TABLE claim_line (
    id            BIGINT       NOT NULL PRIMARY KEY,
    case_id       BIGINT       NOT NULL,
    case_number   VARCHAR(40)  NOT NULL,
    seq           INT          NOT NULL,
    label         VARCHAR(100) NOT NULL,
    subject_index VARCHAR(64),
    person_index  VARCHAR(64),
    data          LONGTEXT     NOT NULL,
    proposed      VARCHAR(20),
    proposed_fen  BIGINT,
    verdict       VARCHAR(20),
    reason        VARCHAR(60),
    amount_fen    BIGINT       NOT NULL,
    offset_fen    BIGINT       DEFAULT 0 NOT NULL,
    officer_reason VARCHAR(400),
    findings      LONGTEXT,
    group_        VARCHAR(20),
    state         VARCHAR(20)  NOT NULL,
    part          VARCHAR(20),
    CONSTRAINT claim_line_seq UNIQUE (case_id, seq)
);
CREATE INDEX claim_line_subject ON claim_line (subject_index);

CREATE TABLE case_material (
    id          BIGINT       NOT NULL PRIMARY KEY,
    case_number VARCHAR(40)  NOT NULL,
    material    VARCHAR(60)  NOT NULL,
    file_id     BIGINT       NOT NULL,
    name        VARCHAR(200) NOT NULL,
    at_         ${instant}  NOT NULL
);
CREATE INDEX case_material_case ON case_material (case_number, material);

-- Documents of single lines, by the subject of the line and not by its place.
CREATE TABLE line_file (
    id            BIGINT       NOT NULL PRIMARY KEY,
    case_number   VARCHAR(40)  NOT NULL,
    subject_index VARCHAR(64)  NOT NULL,
    material      VARCHAR(60)  NOT NULL,
    file_id       BIGINT       NOT NULL,
    name          VARCHAR(200) NOT NULL,
    at_           ${instant}  NOT NULL
);
CREATE INDEX line_file_case ON line_file (case_number, subject_index);

CREATE TABLE case_event (
    id          BIGINT       NOT NULL PRIMARY KEY,
    case_number VARCHAR(40)  NOT NULL,
    what        VARCHAR(60)  NOT NULL,
    details     VARCHAR(500) NOT NULL,
    actor       VARCHAR(100) NOT NULL,
    at_         ${instant}  NOT NULL
);
CREATE INDEX case_event_case ON case_event (case_number, id);

-- Limits that run, group '' for the whole case.
CREATE TABLE case_clock (
    case_number VARCHAR(40) NOT NULL,
    group_      VARCHAR(20) NOT NULL,
    limit_      VARCHAR(40) NOT NULL,
    started_at  ${instant} NOT NULL,
    due_at      ${instant} NOT NULL,
    PRIMARY KEY (case_number, group_, limit_)
);

CREATE TABLE case_pause (
    id          BIGINT       NOT NULL PRIMARY KEY,
    case_number VARCHAR(40)  NOT NULL,
    group_      VARCHAR(20)  NOT NULL,
    element     VARCHAR(100) NOT NULL,
    charged_to  VARCHAR(20)  NOT NULL,
    from_       ${instant}  NOT NULL,
    to_         ${instant}
);
CREATE INDEX case_pause_case ON case_pause (case_number, id);

-- Marks of all values when a notice was issued: what has not changed since cannot be named again.
CREATE TABLE correction_round (
    case_number VARCHAR(40) NOT NULL,
    round_      INT         NOT NULL,
    marks       LONGTEXT    NOT NULL,
    at_         ${instant} NOT NULL,
    PRIMARY KEY (case_number, round_)
);

CREATE TABLE correction_item (
    id          BIGINT       NOT NULL PRIMARY KEY,
    case_number VARCHAR(40)  NOT NULL,
    round_      INT          NOT NULL,
    item        VARCHAR(200) NOT NULL,
    code        VARCHAR(40),
    text_       VARCHAR(500) NOT NULL,
    answered    BOOLEAN      NOT NULL
);
CREATE INDEX correction_item_case ON correction_item (case_number, round_);

-- What the rule of acceptance proposed each time the application arrived, with all faults it found.
CREATE TABLE case_intake (
    id          BIGINT      NOT NULL PRIMARY KEY,
    case_number VARCHAR(40) NOT NULL,
    proposal    VARCHAR(20),
    document    VARCHAR(10),
    faults      LONGTEXT    NOT NULL,
    at_         ${instant} NOT NULL
);
CREATE INDEX case_intake_case ON case_intake (case_number, id);

CREATE TABLE claim_finding (
    case_number VARCHAR(40) NOT NULL PRIMARY KEY,
    verdict     VARCHAR(20) NOT NULL,
    reason      VARCHAR(60),
    findings    LONGTEXT    NOT NULL
);

CREATE TABLE recognition (
    id           BIGINT       NOT NULL PRIMARY KEY,
    kind         VARCHAR(60)  NOT NULL,
    number       VARCHAR(60)  NOT NULL,
    holder_index VARCHAR(64)  NOT NULL,
    holder_name  VARCHAR(100) NOT NULL,
    region       VARCHAR(6)   NOT NULL,
    level_       VARCHAR(20)  NOT NULL,
    valid_from   DATE         NOT NULL,
    valid_to     DATE         NOT NULL,
    attributes   LONGTEXT     NOT NULL,
    CONSTRAINT recognition_number UNIQUE (number)
);
CREATE INDEX recognition_holder ON recognition (holder_index, kind);

CREATE TABLE roster_entry (
    id             BIGINT       NOT NULL PRIMARY KEY,
    recognition_id BIGINT       NOT NULL,
    subject_index  VARCHAR(64)  NOT NULL,
    label          VARCHAR(100) NOT NULL,
    number_sealed  VARCHAR(500),
    priority       VARCHAR(40),
    entered_on     DATE         NOT NULL,
    left_on        DATE,
    extended_to    DATE,
    CONSTRAINT roster_entry_subject UNIQUE (recognition_id, subject_index)
);
CREATE INDEX roster_entry_left ON roster_entry (left_on);

-- The row of a kind is locked by whoever writes rosters of it, so that two who enter the same person see each other.
CREATE TABLE roster_kind (
    kind VARCHAR(60) NOT NULL PRIMARY KEY
);

-- Whether who left is still in business, one, two … years later; asked once each.
CREATE TABLE roster_follow_up (
    entry_id BIGINT      NOT NULL,
    years    INT         NOT NULL,
    result   VARCHAR(10) NOT NULL,
    asked_at ${instant}  NOT NULL,
    PRIMARY KEY (entry_id, years)
);

CREATE TABLE paid_line (
    id            BIGINT      NOT NULL PRIMARY KEY,
    case_number   VARCHAR(40) NOT NULL,
    scheme_key    VARCHAR(80) NOT NULL,
    subject_index VARCHAR(64),
    person_index  VARCHAR(64),
    period_key    VARCHAR(40) NOT NULL,
    amount_fen    BIGINT      NOT NULL,
    CONSTRAINT paid_line_once UNIQUE (scheme_key, subject_index, period_key)
);
CREATE INDEX paid_line_person ON paid_line (person_index);

-- What could not be asked because a source was silent too long, and was decided on proof or a commitment: asked when the source is back.
CREATE TABLE case_post_check (
    case_number VARCHAR(40)  NOT NULL PRIMARY KEY,
    sources     VARCHAR(200) NOT NULL,
    state       VARCHAR(20)  NOT NULL,
    opened_at   ${instant}   NOT NULL,
    answered_at ${instant}
);
CREATE INDEX case_post_check_state ON case_post_check (state);

-- Yearly places: the row is locked by whoever takes some, so that the order holds.
CREATE TABLE quota (
    scheme_key VARCHAR(80) NOT NULL,
    region     VARCHAR(6)  NOT NULL,
    year_      INT         NOT NULL,
    PRIMARY KEY (scheme_key, region, year_)
);

CREATE TABLE quota_claim (
    id          BIGINT      NOT NULL PRIMARY KEY,
    scheme_key  VARCHAR(80) NOT NULL,
    region      VARCHAR(6)  NOT NULL,
    year_       INT         NOT NULL,
    case_number VARCHAR(40) NOT NULL,
    places      INT         NOT NULL,
    state       VARCHAR(20) NOT NULL
);
CREATE INDEX quota_claim_case ON quota_claim (case_number);
CREATE INDEX quota_claim_queue ON quota_claim (scheme_key, region, state, id);

-- The one settlement of what was advanced under a recognition, with the refund it leaves.
CREATE TABLE settlement (
    case_number  VARCHAR(40) NOT NULL PRIMARY KEY,
    recognition  VARCHAR(60) NOT NULL,
    holder_index VARCHAR(64),
    advance_fen  BIGINT      NOT NULL,
    earned_fen   BIGINT      NOT NULL,
    refund_fen   BIGINT      NOT NULL,
    due_on       DATE,
    returned_on  DATE,
    CONSTRAINT settlement_once UNIQUE (recognition)
);
CREATE INDEX settlement_holder ON settlement (holder_index);

-- Where each line group stands; the case shows the least advanced.
CREATE TABLE case_group (
    case_number VARCHAR(40) NOT NULL,
    group_      VARCHAR(20) NOT NULL,
    state       VARCHAR(40) NOT NULL,
    PRIMARY KEY (case_number, group_)
);

-- Verdicts before submitting, worked in the background; one per case.
CREATE TABLE preview_run (
    case_number VARCHAR(40) NOT NULL PRIMARY KEY,
    state       VARCHAR(10) NOT NULL,
    begun_at    ${instant} NOT NULL,
    asked       INT         NOT NULL,
    total       INT         NOT NULL,
    lease_until ${instant},
    source      VARCHAR(20)
);
