-- What a person said about terms of the glossary: part of the history, as references are.
CREATE TABLE term (
    zh   TEXT NOT NULL,
    en   TEXT NOT NULL,
    said TEXT NOT NULL CHECK (said IN ('added', 'removed')),
    hash BLOB NOT NULL,
    PRIMARY KEY (zh, en)
) STRICT, WITHOUT ROWID;

-- Settings stand in one place, with hashes. The program moves them here, since SQL cannot
-- write hashes.
ALTER TABLE setting RENAME TO setting_1;
CREATE TABLE setting (
    name  TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL,
    hash  BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The log knows terms; they have no id.
CREATE TABLE change_2 (
    seq       INTEGER PRIMARY KEY,
    operation INTEGER NOT NULL REFERENCES operation (row),
    entity    TEXT NOT NULL CHECK
        (entity IN ('reference', 'relation', 'collection', 'membership', 'tagging', 'term')),
    id        BLOB NOT NULL CHECK (length(id) = 16),
    field     TEXT NOT NULL,
    value     TEXT NOT NULL,
    base      TEXT NOT NULL
) STRICT;
INSERT INTO change_2 SELECT seq, operation, entity, id, field, value, base FROM change;
DROP TABLE change;
ALTER TABLE change_2 RENAME TO change;
CREATE INDEX change_operation ON change (operation);
CREATE INDEX change_entity ON change (id);
