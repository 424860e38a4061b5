-- The people at the desk, known by the login of the machine (担当者). A login can come back after it left, hence a row per term.
CREATE TABLE operator (
    operator_id INTEGER PRIMARY KEY,
    login       TEXT NOT NULL CHECK (login <> ''),
    name        TEXT NOT NULL CHECK (name <> ''),
    roles       TEXT NOT NULL CHECK (roles <> ''),  -- of clerk approver committee auditor reporter admin, joined with ';'
    since       TEXT NOT NULL,
    until       TEXT CHECK (until >= since)         -- the first day out of office
) STRICT;
CREATE UNIQUE INDEX operator_login ON operator (login) WHERE until IS NULL;
