-- An application (申込) and everything art. 8-2(1) asks to be kept with it.
CREATE TABLE application (
    application_id INTEGER PRIMARY KEY,  -- fiscal year * 10^9 + serial
    kind        TEXT NOT NULL CHECK (kind IN ('new-office', 'join', 'change', 'transfer', 'withdraw', 'reissue')),
    state       TEXT NOT NULL CHECK (state IN ('received', 'checked', 'approved', 'rejected', 'returned', 'cancelled', 'completed')),
    office_id   INTEGER REFERENCES office,
    office_name TEXT,                    -- of an office not yet registered
    office_type TEXT,
    user_id     INTEGER REFERENCES user, -- once there is one
    name        TEXT NOT NULL,
    kana        TEXT,
    profession  TEXT,
    mail        TEXT,
    phone       TEXT,
    role        TEXT CHECK (role IN ('admin', 'staff')),
    ground      TEXT CHECK (ground IN ('1', '2', '3')),   -- art. 9
    ground_reason TEXT,
    purpose     TEXT,
    received_on TEXT NOT NULL,
    received_by TEXT NOT NULL,           -- operator, for four_eyes
    channel     TEXT CHECK (channel IN ('hand', 'post', 'fax', 'mail')),
    papers      TEXT,                    -- arrived, joined with ';'
    explained_on    TEXT,
    mail_reached_on TEXT,
    missing     TEXT,                    -- returned: which papers
    due_on      TEXT,                    -- returned: until when
    decided_on  TEXT,
    decided_by  TEXT,                    -- the name on the paper
    decision_reason TEXT,
    notice_on   TEXT,                    -- the decision was sent
    completed_on TEXT,
    note        TEXT,
    name_key    TEXT NOT NULL,
    mail_key    TEXT,
    CHECK (ground IS NULL OR ground = '1' OR ground_reason IS NOT NULL),
    CHECK (mail_reached_on >= received_on)
) STRICT;
CREATE INDEX application_user ON application (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX application_office ON application (office_id);
CREATE INDEX application_open ON application (state) WHERE state NOT IN ('completed', 'rejected', 'cancelled');

-- A gate passed by decision instead of by paper; carries to the issue of the ID.
CREATE TABLE waiver (
    waiver_id      INTEGER PRIMARY KEY,
    application_id INTEGER NOT NULL REFERENCES application,
    gate           TEXT NOT NULL CHECK (gate IN ('papers', 'explanation', 'acknowledgement', 'mail', 'training')),
    waived_on      TEXT NOT NULL,
    waived_by      TEXT NOT NULL,
    reason         TEXT NOT NULL CHECK (reason <> ''),
    UNIQUE (application_id, gate)
) STRICT;

-- The scan as it came in: the bytes apart, so that lists never read them.
CREATE TABLE attachment (
    attachment_id  INTEGER PRIMARY KEY,
    application_id INTEGER NOT NULL REFERENCES application,
    paper          TEXT,
    file_name      TEXT NOT NULL,
    media_type     TEXT NOT NULL,
    size           INTEGER NOT NULL CHECK (size BETWEEN 1 AND 20971520),
    sha256         TEXT NOT NULL,
    kept_on        TEXT NOT NULL
) STRICT;
CREATE INDEX attachment_application ON attachment (application_id);
CREATE TABLE attachment_body (
    attachment_body_id INTEGER PRIMARY KEY REFERENCES attachment (attachment_id),
    body               BLOB NOT NULL
) STRICT;
