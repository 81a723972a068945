-- Schema 1. Released files keep this form for ever: a change is a new file beside this one.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One thing received, never changed. `bytes` unpack to the very bytes that came.
CREATE TABLE source (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL,
    length INTEGER NOT NULL,
    packing TEXT NOT NULL CHECK (packing IN ('none', 'zlib')),
    bytes BLOB NOT NULL,
    received TEXT NOT NULL,
    program TEXT NOT NULL,
    superseded_by INTEGER REFERENCES source (row)
) STRICT;
CREATE INDEX source_path ON source (path);
CREATE INDEX source_id ON source (id);

-- The documents that a reader made of a source (a feed holds several parts); `settings` is what else it hangs on.
CREATE TABLE reading (
    row INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES source (row),
    reader TEXT NOT NULL,
    settings TEXT NOT NULL,
    made TEXT NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (source, reader, settings)
) STRICT;

-- The statements that the program found in one part of a reading, before any decision.
CREATE TABLE attribution (
    row INTEGER PRIMARY KEY,
    reading INTEGER NOT NULL REFERENCES reading (row),
    part INTEGER NOT NULL,
    reader TEXT NOT NULL,
    people TEXT NOT NULL,
    made TEXT NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (reading, part)
) STRICT;

-- The record of the last comparison. `copy` tells equal identifiers apart, `seq` is the order.
CREATE TABLE run (
    row INTEGER PRIMARY KEY CHECK (row = 1),
    inputs TEXT NOT NULL,
    made TEXT NOT NULL,
    program TEXT NOT NULL,
    head TEXT NOT NULL
) STRICT;
CREATE TABLE statement (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    copy INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    said_from TEXT,
    said_to TEXT,
    body TEXT NOT NULL,
    UNIQUE (id, copy)
) STRICT;
CREATE TABLE finding (
    row INTEGER PRIMARY KEY,
    what TEXT NOT NULL CHECK (what IN ('source', 'position', 'utterance', 'claim', 'divergence', 'problem')),
    id TEXT NOT NULL,
    copy INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (what, id, copy)
) STRICT;

-- Decisions are only ever added.
CREATE TABLE decision (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    turn INTEGER NOT NULL,
    target TEXT NOT NULL,
    verb TEXT NOT NULL,
    value TEXT,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    program TEXT NOT NULL,
    seen TEXT NOT NULL
) STRICT;
CREATE INDEX decision_target ON decision (target);
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'a decision is never removed'); END;

-- Fields on which two copies of the case decided differently. Open until a later turn decides the field.
CREATE TABLE dispute (
    row INTEGER PRIMARY KEY,
    ours TEXT NOT NULL REFERENCES decision (id),
    theirs TEXT NOT NULL REFERENCES decision (id),
    turn INTEGER NOT NULL,
    UNIQUE (ours, theirs)
) STRICT;

-- Words as they stand (folded), their stems, and what may be filtered on; `rowid` is that of the statement.
CREATE VIRTUAL TABLE words USING fts5 (
    forms, stems, facets,
    content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 0'
);
