-- A workbook is loaded too, and a job can be taken back: then the same file may be loaded again.
CREATE TABLE import_job_new (
    import_job_id INTEGER PRIMARY KEY,
    kind      TEXT NOT NULL,
    file      TEXT NOT NULL,
    sha256    TEXT NOT NULL CHECK (length(sha256) = 64),
    encoding  TEXT NOT NULL CHECK (encoding IN ('utf-8', 'utf-8-bom', 'cp932', 'xlsx')),
    at        TEXT NOT NULL,
    rows      INTEGER NOT NULL CHECK (rows = added + changed + unchanged + refused),
    added     INTEGER NOT NULL CHECK (added >= 0),
    changed   INTEGER NOT NULL CHECK (changed >= 0),
    unchanged INTEGER NOT NULL CHECK (unchanged >= 0),
    refused   INTEGER NOT NULL CHECK (refused >= 0),
    undone_at TEXT
) STRICT;
INSERT INTO import_job_new SELECT *, NULL FROM import_job;
DROP TABLE import_job;
ALTER TABLE import_job_new RENAME TO import_job;
CREATE INDEX import_job_file ON import_job (sha256, kind);
