-- Who has to consent to what a case asks for. The link's token is kept as a hash only; the ID number is sealed.
CREATE TABLE consent (
    id           BIGINT       NOT NULL PRIMARY KEY,
    version      BIGINT       NOT NULL,
    case_number  VARCHAR(40)  NOT NULL,
    kind         VARCHAR(40)  NOT NULL,
    person       VARCHAR(100) NOT NULL,
    person_index VARCHAR(64)  NOT NULL,
    id_no        VARCHAR(300) NOT NULL,
    content      VARCHAR(64)  NOT NULL,
    token_hash   VARCHAR(64)  NOT NULL,
    asked_at     ${instant}   NOT NULL,
    expires_at   ${instant}   NOT NULL,
    links        INT          NOT NULL,
    answered_at  ${instant},
    reason       VARCHAR(300),
    state        VARCHAR(20)  NOT NULL,
    CONSTRAINT consent_token UNIQUE (token_hash)
);
CREATE INDEX consent_case ON consent (case_number, id);
