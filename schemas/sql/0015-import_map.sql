-- The headings that an office writes in its own files, kept under a name: which column of a file is which, and which are not used.
CREATE TABLE import_map (
    import_map_id INTEGER PRIMARY KEY,
    name          TEXT NOT NULL UNIQUE CHECK (name <> ''),
    kind          TEXT NOT NULL,
    headings      TEXT,   -- 'メアド=mail;資格名=profession'
    ignored       TEXT    -- '勤務先TEL;FAX2'
) STRICT;
