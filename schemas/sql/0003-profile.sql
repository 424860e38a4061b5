-- The network profile: everything local to a region, filled at `db init` and changed by `profile edit`, never read from a file at run time.
CREATE TABLE profile (
    profile_id INTEGER PRIMARY KEY,
    key        TEXT NOT NULL UNIQUE,   -- 'gates.papers'
    value      TEXT                    -- lists joined with ';'
) STRICT;

-- Code lists are data, so that a region can add a profession without a new program.
CREATE TABLE code (
    code_id  INTEGER PRIMARY KEY,
    list     TEXT NOT NULL CHECK (list IN ('profession', 'office_type', 'service')),
    token    TEXT NOT NULL,            -- as in JSON; for services the ministry's code, '120'
    label    TEXT NOT NULL,            -- as staff say it
    aliases  TEXT,                     -- other words offices write, joined with ';'
    type     TEXT,                     -- services: the office type it counts as
    UNIQUE (list, token)
) STRICT;
