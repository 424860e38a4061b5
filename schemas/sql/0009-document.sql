-- Policy, rules, guidelines, laws and forms, each version a row (規程), and who acknowledged which (確認).
CREATE TABLE document (
    document_id  INTEGER PRIMARY KEY,
    kind         TEXT NOT NULL CHECK (kind IN ('policy', 'rules', 'guideline', 'law', 'form')),
    title        TEXT NOT NULL CHECK (title <> ''),
    version      TEXT,
    effective_on TEXT,
    carried_over INTEGER NOT NULL DEFAULT 0 CHECK (carried_over IN (0, 1)),  -- the acknowledgement of the version before still binds
    UNIQUE (kind, title, version)
) STRICT;

-- An applicant acknowledges before being a user: then application_id says who, and approval adds user_id.
CREATE TABLE acknowledgement (
    acknowledgement_id INTEGER PRIMARY KEY,
    document_id    INTEGER NOT NULL REFERENCES document,
    user_id        INTEGER REFERENCES user,
    application_id INTEGER REFERENCES application,
    acknowledged_on TEXT NOT NULL,
    how            TEXT NOT NULL CHECK (how IN ('signed', 'meeting', 'mail', 'online')),
    CHECK (user_id IS NOT NULL OR application_id IS NOT NULL)
) STRICT;
CREATE INDEX acknowledgement_user ON acknowledgement (user_id, document_id) WHERE user_id IS NOT NULL;
CREATE INDEX acknowledgement_application ON acknowledgement (application_id, document_id) WHERE application_id IS NOT NULL;
