-- Incidents (事故): what happened, whom it concerns, what is due to be reported and what was done (art. 11 (damages)). Never a
-- word about a patient.
CREATE TABLE incident (
    incident_id INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('lost-device', 'unauthorised-access', 'leak', 'confidentiality', 'other')),
    summary     TEXT NOT NULL CHECK (summary <> ''),
    occurred_on TEXT CHECK (occurred_on <= found_on),   -- often nobody knows
    found_on    TEXT NOT NULL,                          -- the secretariat knew: the deadlines count from here
    wrongful    INTEGER NOT NULL DEFAULT 0 CHECK (wrongful IN (0, 1)),    -- 不正の目的のおそれ: more time for the final report
    reportable  INTEGER NOT NULL DEFAULT 1 CHECK (reportable IN (0, 1)),  -- to 個人情報保護委員会 (Act art. 26)
    first_due   TEXT,                                   -- as the rule said when found_on, wrongful and reportable were last written
    final_due   TEXT,
    closed_on   TEXT CHECK (closed_on >= found_on),
    outcome     TEXT,
    CHECK ((first_due IS NOT NULL) = reportable AND (final_due IS NOT NULL) = reportable),
    CHECK (closed_on IS NULL OR outcome IS NOT NULL)
) STRICT;
CREATE INDEX incident_open ON incident (incident_id) WHERE closed_on IS NULL;

CREATE TABLE incident_user (
    incident_user_id INTEGER PRIMARY KEY,
    incident_id INTEGER NOT NULL REFERENCES incident,
    user_id     INTEGER NOT NULL REFERENCES user,
    UNIQUE (incident_id, user_id)
) STRICT;
CREATE INDEX incident_user_user ON incident_user (user_id);

CREATE TABLE incident_office (
    incident_office_id INTEGER PRIMARY KEY,
    incident_id INTEGER NOT NULL REFERENCES incident,
    office_id   INTEGER NOT NULL REFERENCES office,
    UNIQUE (incident_id, office_id)
) STRICT;
CREATE INDEX incident_office_office ON incident_office (office_id);

CREATE TABLE incident_step (
    incident_step_id INTEGER PRIMARY KEY,
    incident_id INTEGER NOT NULL REFERENCES incident,
    step        TEXT NOT NULL CHECK (step IN ('contained', 'password-reset', 'suspended', 'office-informed', 'holder-informed',
                                              'first-report', 'final-report', 'damages', 'other')),
    done_on     TEXT NOT NULL,
    text        TEXT
) STRICT;
CREATE INDEX incident_step_incident ON incident_step (incident_id);
-- A report is made once.
CREATE UNIQUE INDEX incident_step_report ON incident_step (incident_id, step) WHERE step IN ('first-report', 'final-report');
