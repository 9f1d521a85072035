CREATE TABLE account (
    id            BIGINT       NOT NULL PRIMARY KEY,
    username      VARCHAR(100) NOT NULL,
    display_name  VARCHAR(100) NOT NULL,
    unit          VARCHAR(100) NOT NULL,
    region        VARCHAR(6)   NOT NULL,
    subject_index VARCHAR(64),
    employer_index VARCHAR(64),
    institution   VARCHAR(20),
    roles         VARCHAR(500) NOT NULL,
    password_hash VARCHAR(100) NOT NULL,
    enabled       BOOLEAN      NOT NULL,
    CONSTRAINT account_username UNIQUE (username)
);
