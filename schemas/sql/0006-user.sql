-- One human, one account, for ever one number (利用者).
CREATE TABLE user (
    user_id    INTEGER PRIMARY KEY,
    name       TEXT NOT NULL CHECK (name <> ''),
    kana       TEXT,
    profession TEXT NOT NULL,          -- of code list profession
    mail       TEXT NOT NULL,
    phone      TEXT,
    login      TEXT,                   -- the MCS login ID as issued
    two_factor INTEGER NOT NULL DEFAULT 0 CHECK (two_factor IN (0, 1)),
    state      TEXT NOT NULL CHECK (state IN ('registered', 'active', 'suspended', 'leaving', 'left')),
    suspended_until TEXT,
    takeover   INTEGER NOT NULL DEFAULT 0 CHECK (takeover IN (0, 1)),
    note       TEXT,
    name_key   TEXT NOT NULL,
    mail_key   TEXT NOT NULL,
    login_key  TEXT
) STRICT;

-- What a user or an office was on a business day, so that a past month can be reported again.
-- The newest interval equals the column of the same name in user or office.
CREATE TABLE dated (
    dated_id  INTEGER PRIMARY KEY,
    user_id   INTEGER REFERENCES user,
    office_id INTEGER REFERENCES office,
    field     TEXT NOT NULL CHECK (field IN ('state', 'profession', 'type')),
    value     TEXT NOT NULL,
    since     TEXT NOT NULL,
    until     TEXT CHECK (until >= since),  -- the first day it no longer holds
    CHECK ((user_id IS NULL) <> (office_id IS NULL))
) STRICT;
CREATE INDEX dated_user ON dated (user_id, field) WHERE user_id IS NOT NULL;
CREATE INDEX dated_office ON dated (office_id, field) WHERE office_id IS NOT NULL;
