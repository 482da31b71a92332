-- +goose Up

CREATE TABLE mirrors (
    name  TEXT PRIMARY KEY,
    round INTEGER NOT NULL REFERENCES rounds (id) -- that issued what the mirror shows
);

ALTER TABLE workbooks ADD COLUMN tables BLOB; -- for mirrors; NULL when there were none
