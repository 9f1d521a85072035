-- Sessions, so that any node serves any request (tables of Spring Session JDBC).
CREATE TABLE SPRING_SESSION (
    PRIMARY_ID            CHAR(36) NOT NULL PRIMARY KEY,
    SESSION_ID            CHAR(36) NOT NULL,
    CREATION_TIME         BIGINT   NOT NULL,
    LAST_ACCESS_TIME      BIGINT   NOT NULL,
    MAX_INACTIVE_INTERVAL INT      NOT NULL,
    EXPIRY_TIME           BIGINT   NOT NULL,
    PRINCIPAL_NAME        VARCHAR(100)
);
CREATE UNIQUE INDEX SPRING_SESSION_IX1 ON SPRING_SESSION (SESSION_ID);
CREATE INDEX SPRING_SESSION_IX2 ON SPRING_SESSION (EXPIRY_TIME);
CREATE INDEX SPRING_SESSION_IX3 ON SPRING_SESSION (PRINCIPAL_NAME);

CREATE TABLE SPRING_SESSION_ATTRIBUTES (
    SESSION_PRIMARY_ID CHAR(36)     NOT NULL,
    ATTRIBUTE_NAME     VARCHAR(200) NOT NULL,
    ATTRIBUTE_BYTES    LONGBLOB     NOT NULL,
    CONSTRAINT SPRING_SESSION_ATTRIBUTES_PK PRIMARY KEY (SESSION_PRIMARY_ID, ATTRIBUTE_NAME),
    CONSTRAINT SPRING_SESSION_ATTRIBUTES_FK FOREIGN KEY (SESSION_PRIMARY_ID) REFERENCES SPRING_SESSION (PRIMARY_ID) ON DELETE CASCADE
);

-- Requests that move a case or money: the first answer is given again.
CREATE TABLE idempotent_request (
    principal    VARCHAR(100) NOT NULL,
    key_         VARCHAR(100) NOT NULL,
    request_hash VARCHAR(64)  NOT NULL,
    status       INT,
    location     VARCHAR(500),
    etag         VARCHAR(40),
    body         LONGTEXT,
    at_          ${instant}  NOT NULL,
    PRIMARY KEY (principal, key_)
);
CREATE INDEX idempotent_request_at ON idempotent_request (at_);

-- Failed logins, shared by all nodes.
CREATE TABLE throttle (
    key_          VARCHAR(200) NOT NULL PRIMARY KEY,
    count_        INT          NOT NULL,
    window_start  ${instant}  NOT NULL,
    blocked_until ${instant}
);
