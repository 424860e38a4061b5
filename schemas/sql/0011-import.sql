-- Files that were loaded, one row each. The same bytes of the same kind are loaded once; the check is made in the transaction
-- that loads them, so that a job taken back can be loaded again without a change of this table.
CREATE TABLE import_job (
    import_job_id INTEGER PRIMARY KEY,
    kind      TEXT NOT NULL,
    file      TEXT NOT NULL,
    sha256    TEXT NOT NULL CHECK (length(sha256) = 64),
    encoding  TEXT NOT NULL CHECK (encoding IN ('utf-8', 'utf-8-bom', 'cp932')),
    at        TEXT NOT NULL,
    rows      INTEGER NOT NULL CHECK (rows = added + changed + unchanged + refused),
    added     INTEGER NOT NULL CHECK (added >= 0),
    changed   INTEGER NOT NULL CHECK (changed >= 0),
    unchanged INTEGER NOT NULL CHECK (unchanged >= 0),
    refused   INTEGER NOT NULL CHECK (refused >= 0)
) STRICT;
CREATE INDEX import_job_file ON import_job (sha256, kind);
