-- Trainings (研修) on the policy and the rules, and who came (受講) (art. 8-2(2)).
CREATE TABLE training (
    training_id INTEGER PRIMARY KEY,  -- fiscal year * 10^9 + serial
    kind        TEXT NOT NULL CHECK (kind IN ('initial', 'annual', 'admin', 'special')),
    topic       TEXT NOT NULL CHECK (topic <> ''),
    held_on     TEXT NOT NULL,        -- may lie ahead: then nobody can be recorded yet
    method      TEXT NOT NULL CHECK (method IN ('in-person', 'online', 'handout')),
    place       TEXT,
    instructor  TEXT,
    materials   TEXT,
    note        TEXT
) STRICT;
CREATE INDEX training_held ON training (held_on);

-- Which versions of the policy, the rules or a guideline it covered.
CREATE TABLE training_document (
    training_document_id INTEGER PRIMARY KEY,
    training_id INTEGER NOT NULL REFERENCES training,
    document_id INTEGER NOT NULL REFERENCES document,
    UNIQUE (training_id, document_id)
) STRICT;

-- An applicant is trained before being a user: then application_id says who, and approval adds user_id.
CREATE TABLE attendance (
    attendance_id  INTEGER PRIMARY KEY,
    training_id    INTEGER NOT NULL REFERENCES training,
    user_id        INTEGER REFERENCES user,
    application_id INTEGER REFERENCES application,
    office_id      INTEGER REFERENCES office,  -- at that time
    result         TEXT NOT NULL CHECK (result IN ('attended', 'passed', 'failed', 'absent')),
    score          INTEGER CHECK (score BETWEEN 0 AND 100),
    CHECK (user_id IS NOT NULL OR application_id IS NOT NULL)
) STRICT;
CREATE INDEX attendance_training ON attendance (training_id);
CREATE UNIQUE INDEX attendance_user ON attendance (user_id, training_id) WHERE user_id IS NOT NULL;
CREATE UNIQUE INDEX attendance_application ON attendance (application_id, training_id) WHERE application_id IS NOT NULL;
