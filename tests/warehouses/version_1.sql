-- the fixed tables of a warehouse of version 1, as boardpaper 0.1 made them
CREATE TABLE provider (code TEXT PRIMARY KEY, name TEXT NOT NULL, relationship TEXT NOT NULL) STRICT;
CREATE TABLE provider_alias (provider TEXT NOT NULL REFERENCES provider(code), alias TEXT NOT NULL, PRIMARY KEY (provider, alias)) STRICT;
CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    filename TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('accepted', 'held', 'duplicate', 'withdrawn')),
    reason TEXT NOT NULL,
    rows_read INTEGER NOT NULL DEFAULT 0,
    rows_loaded INTEGER NOT NULL DEFAULT 0,
    rows_set_aside INTEGER NOT NULL DEFAULT 0,
    ingested_at TEXT NOT NULL,
    tool_version TEXT NOT NULL,
    libraries TEXT NOT NULL,
    layouts TEXT NOT NULL,
    CHECK (rows_read = rows_loaded + rows_set_aside),
    UNIQUE (filename, sha256)
) STRICT;
CREATE TABLE submission (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source(id),
    return TEXT NOT NULL,
    provider TEXT NOT NULL REFERENCES provider(code),
    period_start TEXT NOT NULL,
    period_end TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'current' CHECK (status IN ('current', 'superseded')),
    superseded_by INTEGER REFERENCES submission(id),
    completed_by TEXT,
    role TEXT,
    date_of_return TEXT,
    UNIQUE (source_id, return, provider, period_start, period_end)
) STRICT;
CREATE TABLE block (
    id INTEGER PRIMARY KEY,
    submission_id INTEGER NOT NULL REFERENCES submission(id),
    sheet TEXT NOT NULL,
    heading_row INTEGER NOT NULL,
    first_row INTEGER NOT NULL,
    last_row INTEGER NOT NULL
) STRICT;
CREATE INDEX block_of_submission ON block (submission_id, sheet);
CREATE TABLE block_field (
    block_id INTEGER NOT NULL REFERENCES block(id),
    field TEXT NOT NULL,
    "column" TEXT,
    cell TEXT,
    PRIMARY KEY (block_id, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE mark (
    submission_id INTEGER NOT NULL REFERENCES submission(id),
    sheet TEXT NOT NULL,
    row INTEGER NOT NULL,
    field TEXT NOT NULL,
    state TEXT NOT NULL,
    qualifier TEXT,
    text TEXT,
    decimals INTEGER,
    cell TEXT,
    PRIMARY KEY (submission_id, sheet, row, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE replaced (
    submission_id INTEGER NOT NULL REFERENCES submission(id),
    sheet TEXT NOT NULL,
    row INTEGER NOT NULL,
    by_submission INTEGER NOT NULL REFERENCES submission(id),
    PRIMARY KEY (submission_id, sheet, row)
) STRICT, WITHOUT ROWID;
CREATE TABLE issue (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source(id),
    sheet TEXT NOT NULL,
    cell TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('block', 'query', 'info')),
    code TEXT NOT NULL,
    found TEXT NOT NULL,
    expected TEXT NOT NULL,
    cure TEXT NOT NULL,
    sets_aside INTEGER NOT NULL DEFAULT 0,
    settled TEXT
) STRICT;
CREATE INDEX issue_of_source ON issue (source_id);
CREATE TABLE repair (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source(id),
    sheet TEXT NOT NULL,
    cell TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    rule TEXT NOT NULL
) STRICT;
CREATE INDEX repair_of_source ON repair (source_id);
PRAGMA user_version = 1;
