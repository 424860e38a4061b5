-- Who was given what of the register (第三者提供記録): each export with personal data, recorded in the act that makes the file.
CREATE TABLE provision (
    provision_id INTEGER PRIMARY KEY,
    kind      TEXT NOT NULL,           -- of record, or 'all'
    at        TEXT NOT NULL,
    operator  TEXT NOT NULL,
    purpose   TEXT NOT NULL CHECK (purpose <> ''),
    recipient TEXT,                    -- nobody: it stays with the secretariat
    fields    TEXT NOT NULL,           -- the columns given, of 'all' the kinds; joined with ';'
    records   INTEGER NOT NULL CHECK (records >= 0),
    numbers   TEXT NOT NULL,           -- whose, when they are few; joined with ';'
    file      TEXT,                    -- its name, without directories; none: standard output
    encoding  TEXT NOT NULL CHECK (encoding IN ('utf-8', 'utf-8-bom', 'cp932', 'xlsx')),
    sha256    TEXT NOT NULL CHECK (length(sha256) = 64)  -- of the file, of 'all' that of its manifest
) STRICT;
