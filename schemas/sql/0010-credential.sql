-- Issue and re-issue of an ID and its initial password (ID・パスワード). Nothing about the password is stored, not even a hash.
CREATE TABLE credential (
    credential_id  INTEGER PRIMARY KEY,
    user_id        INTEGER NOT NULL REFERENCES user,
    application_id INTEGER REFERENCES application,
    kind       TEXT NOT NULL CHECK (kind IN ('issue', 'reissue')),
    state      TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'void')),
    login      TEXT NOT NULL,
    method     TEXT NOT NULL CHECK (method IN ('hand', 'post', 'mail')),
    issued_on  TEXT NOT NULL,
    issued_by  TEXT NOT NULL,
    expires_on TEXT NOT NULL CHECK (expires_on >= issued_on),
    received_on TEXT CHECK (received_on >= issued_on),   -- the holder signed the receipt
    changed_on  TEXT CHECK (changed_on >= issued_on)     -- the holder changed the password at first login
) STRICT;
CREATE INDEX credential_user ON credential (user_id);
