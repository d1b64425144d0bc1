-- What stands beside the references and is no part of their history: settings, what
-- services answered, and what is still to be asked when there is a network.
CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- An answer of a service about an identifier, until it is too old.
CREATE TABLE answer (
    service    TEXT NOT NULL,
    identifier TEXT NOT NULL,
    value      TEXT NOT NULL,
    until      INTEGER NOT NULL,
    hash       BLOB NOT NULL,
    PRIMARY KEY (service, identifier)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_until ON answer (until);

-- A lookup that waits: an identifier to add, or a reference to complete.
CREATE TABLE errand (
    row     INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL CHECK (kind IN ('add', 'complete')),
    subject TEXT NOT NULL,
    since   TEXT NOT NULL,
    UNIQUE (kind, subject)
) STRICT;
