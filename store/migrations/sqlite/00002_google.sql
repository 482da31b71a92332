-- +goose Up

CREATE TABLE collections (
    name     TEXT PRIMARY KEY,
    listed   TEXT NOT NULL, -- JSON
    findings TEXT NOT NULL, -- JSON
    failed   TEXT NOT NULL  -- code of the rule that says why it could not be listed, '' when it could
);

CREATE TABLE tab_ids (
    source TEXT NOT NULL,
    title  TEXT NOT NULL,
    gid    TEXT NOT NULL,
    PRIMARY KEY (source, title)
) WITHOUT ROWID;

CREATE INDEX changes_by_period ON changes (period, at);
