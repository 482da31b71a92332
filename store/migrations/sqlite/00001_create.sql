-- +goose Up

CREATE TABLE rounds (
    id              INTEGER PRIMARY KEY,
    state           TEXT      NOT NULL CHECK (state IN ('running', 'finished', 'interrupted')),
    plan_digest     TEXT      NOT NULL,
    started_at      TIMESTAMP NOT NULL,
    finished_at     TIMESTAMP,
    sources_total   INTEGER   NOT NULL DEFAULT 0,
    sources_changed INTEGER   NOT NULL DEFAULT 0,
    sources_read    INTEGER   NOT NULL DEFAULT 0,
    sources_failed  INTEGER   NOT NULL DEFAULT 0,
    shown           TEXT      NOT NULL DEFAULT ''
);
CREATE INDEX rounds_by_state ON rounds (state, id);

CREATE TABLE sources (
    id           INTEGER PRIMARY KEY,
    name         TEXT    NOT NULL UNIQUE,
    unit         TEXT    NOT NULL,
    title        TEXT    NOT NULL DEFAULT '',
    revision     TEXT    NOT NULL DEFAULT '',
    locale       TEXT    NOT NULL DEFAULT '',
    plan_digest  TEXT    NOT NULL DEFAULT '',
    digest       TEXT    NOT NULL DEFAULT '', -- of the rows of the reading
    tables       TEXT    NOT NULL DEFAULT '', -- JSON
    ledger       TEXT    NOT NULL DEFAULT '', -- JSON
    read_at      TIMESTAMP,
    failed       TEXT    NOT NULL DEFAULT '',
    failed_since TIMESTAMP,
    dropped      BOOLEAN NOT NULL DEFAULT FALSE
);

CREATE TABLE observations (
    source      INTEGER NOT NULL REFERENCES sources (id),
    seq         INTEGER NOT NULL,
    unit        TEXT    NOT NULL,
    indicator   TEXT    NOT NULL,
    period      TEXT    NOT NULL,
    basis       TEXT    NOT NULL,
    status      TEXT    NOT NULL,
    number      TEXT    NOT NULL,
    numerator   TEXT    NOT NULL,
    denominator TEXT    NOT NULL,
    done        INTEGER NOT NULL,
    document    TEXT    NOT NULL,
    date        TEXT    NOT NULL,
    raw         TEXT    NOT NULL,
    tab         TEXT    NOT NULL,
    gid         TEXT    NOT NULL,
    cell        TEXT    NOT NULL,
    cells       TEXT    NOT NULL, -- JSON, '' for the cell alone
    PRIMARY KEY (source, seq)
) WITHOUT ROWID;

CREATE TABLE blanks (
    source    INTEGER NOT NULL REFERENCES sources (id),
    seq       INTEGER NOT NULL,
    indicator TEXT    NOT NULL,
    period    TEXT    NOT NULL,
    basis     TEXT    NOT NULL,
    tab       TEXT    NOT NULL,
    gid       TEXT    NOT NULL,
    cell      TEXT    NOT NULL,
    PRIMARY KEY (source, seq)
) WITHOUT ROWID;

CREATE TABLE reading_findings (
    source    INTEGER NOT NULL REFERENCES sources (id),
    seq       INTEGER NOT NULL,
    rule      TEXT    NOT NULL,
    severity  TEXT    NOT NULL,
    unit      TEXT    NOT NULL,
    indicator TEXT    NOT NULL,
    period    TEXT    NOT NULL,
    origin    TEXT    NOT NULL,
    revision  TEXT    NOT NULL,
    tab       TEXT    NOT NULL,
    gid       TEXT    NOT NULL,
    cell      TEXT    NOT NULL,
    found     TEXT    NOT NULL,
    expected  TEXT    NOT NULL,
    args      TEXT    NOT NULL, -- JSON
    PRIMARY KEY (source, seq)
) WITHOUT ROWID;

CREATE TABLE changes (
    id              INTEGER PRIMARY KEY,
    round           INTEGER   NOT NULL REFERENCES rounds (id),
    at              TIMESTAMP NOT NULL,
    source          INTEGER   NOT NULL REFERENCES sources (id),
    unit            TEXT      NOT NULL,
    indicator       TEXT      NOT NULL,
    period          TEXT      NOT NULL,
    basis           TEXT      NOT NULL,
    status          TEXT      NOT NULL,
    old_number      TEXT      NOT NULL,
    old_numerator   TEXT      NOT NULL,
    old_denominator TEXT      NOT NULL,
    old_done        INTEGER   NOT NULL,
    old_document    TEXT      NOT NULL,
    old_date        TEXT      NOT NULL,
    new_number      TEXT      NOT NULL,
    new_numerator   TEXT      NOT NULL,
    new_denominator TEXT      NOT NULL,
    new_done        INTEGER   NOT NULL,
    new_document    TEXT      NOT NULL,
    new_date        TEXT      NOT NULL,
    revision        TEXT      NOT NULL,
    tab             TEXT      NOT NULL,
    gid             TEXT      NOT NULL,
    cell            TEXT      NOT NULL
);
CREATE INDEX changes_by_round ON changes (round);

CREATE TABLE findings (
    id         INTEGER PRIMARY KEY,
    key        TEXT      NOT NULL,
    occurrence INTEGER   NOT NULL, -- from 0 among the findings that share a key
    rule       TEXT      NOT NULL,
    severity   TEXT      NOT NULL,
    unit       TEXT      NOT NULL,
    indicator  TEXT      NOT NULL,
    period     TEXT      NOT NULL,
    origin     TEXT      NOT NULL,
    revision   TEXT      NOT NULL,
    tab        TEXT      NOT NULL,
    gid        TEXT      NOT NULL,
    cell       TEXT      NOT NULL,
    found      TEXT      NOT NULL,
    expected   TEXT      NOT NULL,
    args       TEXT      NOT NULL, -- JSON
    first_seen TIMESTAMP NOT NULL,
    last_seen  TIMESTAMP,
    fixed_at   TIMESTAMP
);
CREATE UNIQUE INDEX findings_open ON findings (key, occurrence) WHERE fixed_at IS NULL;
CREATE INDEX findings_by_fixed ON findings (fixed_at);

CREATE TABLE assessments (
    indicator         TEXT    NOT NULL,
    unit              TEXT    NOT NULL,
    period            TEXT    NOT NULL,
    since_round       INTEGER NOT NULL REFERENCES rounds (id),
    until_round       INTEGER REFERENCES rounds (id), -- the first in which it did not hold
    actual            TEXT    NOT NULL,
    done              INTEGER NOT NULL,
    numerator         TEXT    NOT NULL,
    denominator       TEXT    NOT NULL,
    target_op         TEXT    NOT NULL,
    target_low        TEXT    NOT NULL,
    target_high       TEXT    NOT NULL,
    target_tolerance  TEXT    NOT NULL,
    target_text       TEXT    NOT NULL,
    expected          TEXT    NOT NULL,
    completion        TEXT    NOT NULL,
    verdict           TEXT    NOT NULL,
    gap               TEXT    NOT NULL,
    needed_per_period TEXT    NOT NULL,
    forecast          TEXT    NOT NULL,
    overdue           BOOLEAN NOT NULL,
    estimate          BOOLEAN NOT NULL,
    latest            TEXT    NOT NULL,
    missing           TEXT    NOT NULL, -- JSON
    PRIMARY KEY (indicator, unit, period, since_round)
);
CREATE UNIQUE INDEX assessments_current ON assessments (indicator, unit, period) WHERE until_round IS NULL;

CREATE TABLE workbooks (
    round  INTEGER PRIMARY KEY REFERENCES rounds (id),
    at     TIMESTAMP NOT NULL,
    sha256 TEXT      NOT NULL,
    copied BOOLEAN   NOT NULL DEFAULT FALSE,
    data   BLOB      NOT NULL
);

CREATE TABLE cursors (
    reader TEXT PRIMARY KEY,
    cursor TEXT NOT NULL
);

CREATE TABLE outbox (
    key        TEXT PRIMARY KEY,
    reason     TEXT      NOT NULL,
    unit       TEXT      NOT NULL,
    sender     TEXT      NOT NULL,
    recipient  TEXT      NOT NULL,
    reply_to   TEXT      NOT NULL,
    subject    TEXT      NOT NULL,
    message_id TEXT      NOT NULL,
    dated      TIMESTAMP NOT NULL,
    text       TEXT      NOT NULL,
    html       TEXT      NOT NULL,
    state      TEXT      NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed')),
    attempts   INTEGER   NOT NULL DEFAULT 0,
    queued_at  TIMESTAMP NOT NULL,
    state_at   TIMESTAMP NOT NULL,
    last_error TEXT      NOT NULL DEFAULT ''
);
CREATE INDEX outbox_by_state ON outbox (state, state_at);

CREATE TABLE attachments (
    message TEXT    NOT NULL REFERENCES outbox (key),
    seq     INTEGER NOT NULL,
    name    TEXT    NOT NULL,
    type    TEXT    NOT NULL,
    data    BLOB    NOT NULL,
    PRIMARY KEY (message, seq)
);
