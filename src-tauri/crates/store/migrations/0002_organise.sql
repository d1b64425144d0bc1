-- Collections, and which references are in them. A collection whose creation was undone
-- is absent: it stays while references of an undone import are in it, which may come back.
CREATE TABLE collection (
    row     INTEGER PRIMARY KEY,
    id      BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name    TEXT NOT NULL,
    parent  BLOB CHECK (parent IS NULL OR length(parent) = 16),
    state   TEXT NOT NULL CHECK (state IN ('present', 'deleted', 'absent')),
    members INTEGER NOT NULL,
    hash    BLOB NOT NULL
) STRICT;

-- A reference in a collection; a child of the collection, which counts its members.
CREATE TABLE membership (
    collection INTEGER NOT NULL REFERENCES collection (row),
    reference  INTEGER NOT NULL REFERENCES reference (row),
    hash       BLOB NOT NULL,
    PRIMARY KEY (collection, reference)
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_reference ON membership (reference, collection);

-- A tag as it is spelled; there while at least one reference has it.
CREATE TABLE tag (
    row  INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    uses INTEGER NOT NULL,
    hash BLOB NOT NULL
) STRICT;

-- A reference with a tag; a child of the tag, which counts its uses.
CREATE TABLE tagging (
    tag       INTEGER NOT NULL REFERENCES tag (row),
    reference INTEGER NOT NULL REFERENCES reference (row),
    hash      BLOB NOT NULL,
    PRIMARY KEY (tag, reference)
) STRICT, WITHOUT ROWID;
CREATE INDEX tagging_reference ON tagging (reference, tag);

-- The log knows the new entities. A membership and a tagging go by the reference's id.
CREATE TABLE change_2 (
    seq       INTEGER PRIMARY KEY,
    operation INTEGER NOT NULL REFERENCES operation (row),
    entity    TEXT NOT NULL CHECK
        (entity IN ('reference', 'relation', 'collection', 'membership', 'tagging')),
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

-- Derived: deleted works are listed, too, with the standing 'trash'; whether a title or an
-- abstract stands in English and Chinese. The rules' version has grown, so that the rows
-- are made again.
ALTER TABLE listing ADD COLUMN bilingual INTEGER NOT NULL DEFAULT 0;
CREATE INDEX listing_standing ON listing (standing);
CREATE INDEX listing_container ON listing (standing, container_key, row);
CREATE INDEX listing_state ON listing (standing, missing, bilingual);
