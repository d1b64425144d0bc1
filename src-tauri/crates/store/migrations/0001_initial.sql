-- What the library knows of itself: ids, counters, versions of derived data.
CREATE TABLE library (
    key   TEXT PRIMARY KEY NOT NULL,
    value ANY NOT NULL,
    hash  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- One import, or one reference added by hand. Its references are the rows
-- first_row ..= last_row; last_row is the largest integer while it is staging.
CREATE TABLE batch (
    row       INTEGER PRIMARY KEY,
    id        BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    state     TEXT NOT NULL CHECK (state IN ('staging', 'committed', 'undone', 'discarded')),
    info      TEXT NOT NULL,
    added     TEXT NOT NULL,
    first_row INTEGER NOT NULL,
    last_row  INTEGER NOT NULL,
    captures  INTEGER NOT NULL,
    hash      BLOB NOT NULL
) STRICT;

-- The bytes of an imported file or paste, compressed with zstd.
CREATE TABLE capture (
    row      INTEGER PRIMARY KEY,
    batch    INTEGER NOT NULL REFERENCES batch (row),
    ordinal  INTEGER NOT NULL,
    name     TEXT NOT NULL,
    encoding TEXT NOT NULL,
    decoder  INTEGER NOT NULL,
    format   TEXT,
    size     INTEGER NOT NULL,
    bytes    BLOB NOT NULL,
    hash     BLOB NOT NULL,
    UNIQUE (batch, ordinal)
) STRICT;

-- A reference or listed work: one JSON document and what the library knows about it.
-- Row numbers are never used twice.
CREATE TABLE reference (
    row         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    batch       INTEGER NOT NULL REFERENCES batch (row),
    standing    TEXT NOT NULL CHECK (standing IN ('reference', 'listed')),
    deleted     INTEGER NOT NULL CHECK (deleted IN (0, 1)),
    merged_into BLOB CHECK (merged_into IS NULL OR length(merged_into) = 16),
    relations   INTEGER NOT NULL,
    document    TEXT NOT NULL,
    hash        BLOB NOT NULL
) STRICT;

-- A relation between two works; a child of its subject, which counts its relations.
CREATE TABLE relation (
    row     INTEGER PRIMARY KEY,
    id      BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    subject INTEGER NOT NULL REFERENCES reference (row),
    kind    TEXT NOT NULL,
    object  INTEGER NOT NULL REFERENCES reference (row),
    rank    INTEGER,
    hash    BLOB NOT NULL,
    UNIQUE (subject, kind, object)
) STRICT;
CREATE INDEX relation_object ON relation (object);

-- The operation log: one row per operation, never deleted.
CREATE TABLE operation (
    row          INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    device       BLOB NOT NULL CHECK (length(device) = 16),
    hlc          INTEGER NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('applied', 'undone', 'superseded')),
    state_hlc    INTEGER NOT NULL,
    detail       TEXT NOT NULL,
    batch        BLOB CHECK (batch IS NULL OR length(batch) = 16),
    touched      INTEGER NOT NULL,
    added        TEXT NOT NULL,
    changes_hash BLOB NOT NULL,
    hash         BLOB NOT NULL
) STRICT;
CREATE INDEX operation_undone ON operation (row) WHERE state = 'undone';

-- The changes of single fields that an operation made, in order.
CREATE TABLE change (
    seq       INTEGER PRIMARY KEY,
    operation INTEGER NOT NULL REFERENCES operation (row),
    entity    TEXT NOT NULL CHECK (entity IN ('reference', 'relation')),
    id        BLOB NOT NULL CHECK (length(id) = 16),
    field     TEXT NOT NULL,
    value     TEXT NOT NULL,
    base      TEXT NOT NULL
) STRICT;
CREATE INDEX change_operation ON change (operation);
CREATE INDEX change_entity ON change (id);

-- Derived from here on: everything below can be rebuilt from the tables above.

-- What lists sort and filter by; only references that are neither deleted nor merged.
CREATE TABLE listing (
    row           INTEGER PRIMARY KEY,
    standing      TEXT NOT NULL,
    title_key     TEXT NOT NULL,
    author_key    TEXT NOT NULL,
    container_key TEXT NOT NULL,
    year          INTEGER,
    kind          TEXT NOT NULL,
    missing       INTEGER NOT NULL
) STRICT;
CREATE INDEX listing_title ON listing (standing, title_key, row);
CREATE INDEX listing_author ON listing (standing, author_key, row);
CREATE INDEX listing_year ON listing (standing, year, row);

-- Hashed keys under which works that may be the same meet.
CREATE TABLE reference_key (
    key INTEGER NOT NULL,
    row INTEGER NOT NULL,
    PRIMARY KEY (key, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX reference_key_row ON reference_key (row);

-- Folded and split by the program, so that the tokenizer has only to cut at spaces.
CREATE VIRTUAL TABLE fulltext USING fts5 (
    title, contributors, container, abstract, keywords, other,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);
