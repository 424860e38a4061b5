-- User x office (所属). A change of role ends one row and begins another.
CREATE TABLE membership (
    membership_id INTEGER PRIMARY KEY,
    user_id   INTEGER NOT NULL REFERENCES user,
    office_id INTEGER NOT NULL REFERENCES office,
    role      TEXT NOT NULL CHECK (role IN ('admin', 'staff')),
    since     TEXT NOT NULL,
    until     TEXT CHECK (until >= since)
) STRICT;
CREATE INDEX membership_user ON membership (user_id);
CREATE INDEX membership_office ON membership (office_id);
CREATE UNIQUE INDEX membership_open ON membership (user_id, office_id) WHERE until IS NULL;
