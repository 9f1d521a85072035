-- What came in on a day, by region, as the treasury's statement tells; a row without a region says that it told.
CREATE TABLE statement_inbound (
    day_       DATE       NOT NULL,
    region     VARCHAR(6) NOT NULL,
    count_     INT        NOT NULL,
    amount_fen BIGINT     NOT NULL,
    -- What receipts of those days came to in all regions when the day was compared.
    received_fen BIGINT   NOT NULL,
    PRIMARY KEY (day_, region)
);
CREATE INDEX receipt_received ON receipt (received_on, region);
