-- +goose Up

CREATE TABLE feedback (
    source TEXT PRIMARY KEY,
    digest TEXT    NOT NULL, -- of the notes that the spreadsheet bears
    failed BOOLEAN NOT NULL, -- it may not be written to
    texts  TEXT    NOT NULL  -- JSON: what the notes there may say
);
