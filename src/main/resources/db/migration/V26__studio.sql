CREATE TABLE studio_draft (
    id           BIGINT        NOT NULL PRIMARY KEY,
    version      BIGINT        NOT NULL,
    scheme_key   VARCHAR(80)   NOT NULL,
    base_release BIGINT        NOT NULL,
    purpose      VARCHAR(400)  NOT NULL,
    state        VARCHAR(20)   NOT NULL,
    files        LONGTEXT      NOT NULL,
    editors      VARCHAR(1000) NOT NULL,
    opened_by    VARCHAR(100)  NOT NULL,
    opened_at    ${instant}   NOT NULL,
    saved_by     VARCHAR(100)  NOT NULL,
    saved_at     ${instant}   NOT NULL,
    compared_to  BIGINT,
    released_as  BIGINT
);
CREATE INDEX studio_draft_state ON studio_draft (state, id);

-- What happened to a draft, in words for its page; the audit trail has the same events.
CREATE TABLE studio_step (
    id       BIGINT        NOT NULL PRIMARY KEY,
    draft_id BIGINT        NOT NULL,
    what     VARCHAR(40)   NOT NULL,
    actor    VARCHAR(100)  NOT NULL,
    at_      ${instant}   NOT NULL,
    detail   VARCHAR(1000) NOT NULL
);
CREATE INDEX studio_step_draft ON studio_step (draft_id, id);
