-- The audit and what it rests on: who did what and when, a chain of entries, after-images apart so that they can be purged.
CREATE TABLE operation (
    operation_id INTEGER PRIMARY KEY,
    request_id   TEXT NOT NULL UNIQUE CHECK (length(request_id) = 32),  -- looked up when a COMMIT failed
    at           TEXT NOT NULL,
    operator     TEXT NOT NULL,
    os_uid       INTEGER NOT NULL,
    command      TEXT NOT NULL,
    reason       TEXT
) STRICT;

-- The fields of the operation are hashed into its first entry.
CREATE TABLE audit (
    seq            INTEGER PRIMARY KEY,
    op             INTEGER NOT NULL REFERENCES operation,
    kind           TEXT NOT NULL CHECK (kind IN ('change', 'event')),
    verb           TEXT NOT NULL,
    subject        TEXT NOT NULL,  -- the table
    subject_id     INTEGER NOT NULL,
    payload_commit BLOB,           -- of the after-image; events have none
    prev           BLOB NOT NULL CHECK (length(prev) = 32),
    hash           BLOB NOT NULL CHECK (length(hash) = 32),
    CHECK ((kind = 'change') = (payload_commit IS NOT NULL))
) STRICT;

-- An empty body says that the row was taken away.
CREATE TABLE audit_payload (
    seq  INTEGER PRIMARY KEY REFERENCES audit,
    salt BLOB NOT NULL CHECK (length(salt) = 16),
    body BLOB NOT NULL
) STRICT;

CREATE TRIGGER operation_update BEFORE UPDATE ON operation BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER operation_delete BEFORE DELETE ON operation BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_payload_update BEFORE UPDATE ON audit_payload BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_payload_delete BEFORE DELETE ON audit_payload BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

-- Which register this is; written by its first operation.
CREATE TABLE register (
    register_id INTEGER PRIMARY KEY CHECK (register_id = 1),
    uuid        TEXT NOT NULL,
    lookup_key  TEXT NOT NULL,     -- hex; keys the hashes of table lookup
    created_at  TEXT NOT NULL
) STRICT;

-- Hash of the text of all tables, views, indexes and triggers; compared at every opening.
CREATE TABLE schema_text (
    schema_text_id INTEGER PRIMARY KEY CHECK (schema_text_id = 1),
    hash           TEXT NOT NULL
) STRICT;

-- Normalised texts as 63-bit keyed hashes: one narrow table, so that a new row is nearly always an append.
CREATE TABLE lookup (
    key INTEGER NOT NULL,
    id  INTEGER NOT NULL,
    PRIMARY KEY (key, id)
) STRICT, WITHOUT ROWID;

-- What belongs into lookup. A migration that gives a table such a text drops this view and makes it anew.
CREATE VIEW lookup_source (kind, text, id) AS SELECT NULL, NULL, NULL WHERE FALSE;

-- The tables that are not recorded row by row; all others are. It is a view, so that the hash of the schema covers it.
-- audit: the audit itself. derived: recomputed by verify; a table x_body holds the bytes whose sha256 stands in table x.
CREATE VIEW table_class (name, class) AS
    VALUES ('operation', 'audit'), ('audit', 'audit'), ('audit_payload', 'audit'), ('schema_text', 'audit'),
           ('lookup', 'derived'), ('attachment_body', 'derived');
