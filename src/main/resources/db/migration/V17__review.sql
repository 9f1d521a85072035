-- Open tasks, and cases that wait for somebody else (lane SOURCE or APPLICANT): those need nothing from an officer.
CREATE TABLE inbox_task (
    task_id     VARCHAR(64)  NOT NULL PRIMARY KEY,
    case_number VARCHAR(40)  NOT NULL,
    group_      VARCHAR(20),
    element     VARCHAR(100) NOT NULL,
    name        VARCHAR(100) NOT NULL,
    role        VARCHAR(40)  NOT NULL,
    stage       VARCHAR(40)  NOT NULL,
    region      VARCHAR(6)   NOT NULL,
    scheme_key  VARCHAR(80)  NOT NULL,
    applicant   VARCHAR(100) NOT NULL,
    subject     VARCHAR(64),
    limit_      VARCHAR(40),
    due_at      ${instant},
    urgency     ${instant}  NOT NULL,
    assignee    VARCHAR(100),
    outcomes    VARCHAR(200) NOT NULL,
    decides     VARCHAR(60),
    lines_      VARCHAR(20),
    collects    VARCHAR(20),
    form        VARCHAR(100),
    separation  VARCHAR(40)  NOT NULL,
    institution VARCHAR(20),
    priority    VARCHAR(100),
    declared    VARCHAR(100),
    lane        VARCHAR(10)  NOT NULL,
    passes      INT          NOT NULL,
    fails       INT          NOT NULL,
    doubts      INT          NOT NULL,
    opened_at   ${instant}  NOT NULL
);
CREATE INDEX inbox_task_queue ON inbox_task (role, urgency, task_id);
CREATE INDEX inbox_task_case ON inbox_task (case_number);

CREATE TABLE participation (
    id          BIGINT       NOT NULL PRIMARY KEY,
    case_number VARCHAR(40)  NOT NULL,
    username    VARCHAR(100) NOT NULL,
    part        VARCHAR(40)  NOT NULL,
    at_         ${instant}  NOT NULL,
    CONSTRAINT participation_once UNIQUE (case_number, username, part)
);
CREATE INDEX participation_person ON participation (username, case_number);

-- Officers who declared an interest in a case: it is not offered to them again (SD3).
CREATE TABLE recusal (
    case_number VARCHAR(40)  NOT NULL,
    username    VARCHAR(100) NOT NULL,
    reason      VARCHAR(400) NOT NULL,
    at_         ${instant}  NOT NULL,
    PRIMARY KEY (case_number, username)
);

CREATE TABLE opinion (
    id          BIGINT       NOT NULL PRIMARY KEY,
    case_number VARCHAR(40)  NOT NULL,
    task        VARCHAR(100) NOT NULL,
    group_      VARCHAR(20),
    outcome     VARCHAR(40)  NOT NULL,
    text_       VARCHAR(400) NOT NULL,
    username    VARCHAR(100) NOT NULL,
    unit        VARCHAR(100) NOT NULL,
    at_         ${instant}  NOT NULL
);
CREATE INDEX opinion_case ON opinion (case_number, id);

CREATE TABLE notice (
    id          BIGINT       NOT NULL PRIMARY KEY,
    case_number VARCHAR(40)  NOT NULL,
    scheme      VARCHAR(100) NOT NULL,
    applicant   VARCHAR(100) NOT NULL,
    payee_index VARCHAR(64),
    from_       DATE         NOT NULL,
    to_         DATE         NOT NULL
);
CREATE INDEX notice_end ON notice (to_, id);

CREATE TABLE notice_row (
    notice_id  BIGINT       NOT NULL,
    seq        INT          NOT NULL,
    label      VARCHAR(100) NOT NULL,
    amount_fen BIGINT       NOT NULL,
    PRIMARY KEY (notice_id, seq)
);

CREATE TABLE objection (
    id          BIGINT        NOT NULL PRIMARY KEY,
    case_number VARCHAR(40)   NOT NULL,
    line        INT           NOT NULL,
    text_       VARCHAR(1000) NOT NULL,
    objector    VARCHAR(50),
    outcome     VARCHAR(30),
    at_         ${instant}   NOT NULL
);
CREATE INDEX objection_case ON objection (case_number, id);

-- What an officer typed and has not decided yet: wrong input is kept as it was typed.
CREATE TABLE task_draft (
    task_id  VARCHAR(64)  NOT NULL,
    username VARCHAR(100) NOT NULL,
    typed    LONGTEXT     NOT NULL,
    at_      ${instant}  NOT NULL,
    PRIMARY KEY (task_id, username)
);

CREATE TABLE line_draft (
    task_id  VARCHAR(64)  NOT NULL,
    username VARCHAR(100) NOT NULL,
    seq      INT          NOT NULL,
    verdict  VARCHAR(20)  NOT NULL,
    amount   VARCHAR(40)  NOT NULL,
    reason   VARCHAR(400) NOT NULL,
    PRIMARY KEY (task_id, username, seq)
);

-- Tasks that are over, for whoever still has the page open; username is null where the process took the task away.
CREATE TABLE inbox_done (
    task_id     VARCHAR(64)  NOT NULL PRIMARY KEY,
    case_number VARCHAR(40)  NOT NULL,
    name        VARCHAR(100) NOT NULL,
    role        VARCHAR(40)  NOT NULL,
    region      VARCHAR(6)   NOT NULL,
    username    VARCHAR(100),
    outcome     VARCHAR(40),
    at_         ${instant}  NOT NULL
);
CREATE INDEX inbox_done_person ON inbox_done (username, at_);

-- What a step's own form recorded, such as a visit on site (DOC-04): written once with the decision, never edited.
CREATE TABLE step_record (
    id          BIGINT       NOT NULL PRIMARY KEY,
    case_number VARCHAR(40)  NOT NULL,
    task_id     VARCHAR(64)  NOT NULL,
    task        VARCHAR(100) NOT NULL,
    group_      VARCHAR(20),
    form        VARCHAR(100) NOT NULL,
    values_     LONGTEXT     NOT NULL,
    username    VARCHAR(100) NOT NULL,
    unit        VARCHAR(100) NOT NULL,
    at_         ${instant}  NOT NULL
);
CREATE INDEX step_record_case ON step_record (case_number, id);

CREATE TABLE step_file (
    id          BIGINT       NOT NULL PRIMARY KEY,
    case_number VARCHAR(40)  NOT NULL,
    task_id     VARCHAR(64)  NOT NULL,
    field       VARCHAR(100) NOT NULL,
    file_id     BIGINT       NOT NULL,
    name        VARCHAR(120) NOT NULL,
    at_         ${instant}  NOT NULL
);
CREATE INDEX step_file_task ON step_file (task_id, id);
CREATE INDEX step_file_case ON step_file (case_number, id);
