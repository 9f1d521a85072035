CREATE TABLE stored_file (
    id    BIGINT       NOT NULL PRIMARY KEY,
    name  VARCHAR(200) NOT NULL,
    type  VARCHAR(100) NOT NULL,
    size_ BIGINT       NOT NULL,
    owner VARCHAR(100) NOT NULL,
    at_   ${instant}  NOT NULL
);
