-- +goose Up

CREATE TABLE adjustments (
    source   TEXT PRIMARY KEY,
    title    TEXT NOT NULL,
    revision TEXT NOT NULL,
    digest   TEXT NOT NULL, -- of the plan and the rules by which they were understood
    read_at  TIMESTAMP,
    listed   TEXT NOT NULL, -- JSON
    findings TEXT NOT NULL, -- JSON
    failed   TEXT NOT NULL  -- code of the rule that says why it could not be read, '' when it could
);
