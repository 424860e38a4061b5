-- The highest number of a table whose row was taken back: whoever held it, it is never given to another.
CREATE TABLE last_number (
    last_number_id INTEGER PRIMARY KEY,
    subject TEXT NOT NULL,             -- the table
    series  INTEGER NOT NULL,          -- the fiscal year of a yearly number, else 0
    number  INTEGER NOT NULL,
    UNIQUE (subject, series)
) STRICT;
