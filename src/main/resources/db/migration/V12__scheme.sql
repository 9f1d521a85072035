CREATE TABLE scheme_release (
    id            BIGINT       NOT NULL PRIMARY KEY,
    scheme_key    VARCHAR(80)  NOT NULL,
    version_      INT          NOT NULL,
    content_hash  VARCHAR(64)  NOT NULL,
    state         VARCHAR(20)  NOT NULL,
    content       LONGTEXT     NOT NULL,
    deployment_id VARCHAR(64)  NOT NULL,
    definition_id VARCHAR(100) NOT NULL,
    imported_at   ${instant}  NOT NULL,
    activated_at  ${instant},
    purpose       VARCHAR(400),
    edited_by     VARCHAR(1000),
    approved_by   VARCHAR(100),
    CONSTRAINT scheme_release_content UNIQUE (scheme_key, content_hash),
    CONSTRAINT scheme_release_version UNIQUE (scheme_key, version_)
);
CREATE INDEX scheme_release_state ON scheme_release (state, scheme_key);

-- "Continues until … because …", signed for a value that ended without successor.
CREATE TABLE parameter_continuation (
    id         BIGINT       NOT NULL PRIMARY KEY,
    scheme_key VARCHAR(80)  NOT NULL,
    key_       VARCHAR(60)  NOT NULL,
    region     VARCHAR(6)   NOT NULL,
    ended      DATE         NOT NULL,
    until_     DATE         NOT NULL,
    ground     VARCHAR(400) NOT NULL,
    signed_by  VARCHAR(100) NOT NULL,
    signed_at  ${instant}  NOT NULL
);
CREATE INDEX parameter_continuation_rule ON parameter_continuation (scheme_key, key_, region);
