-- Decisions of the steering committee (運営委員会の決定), art. 7-2, 12.
CREATE TABLE committee (
    committee_id INTEGER PRIMARY KEY,
    decided_on   TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('policy', 'rules', 'supervision', 'other')),
    subject      TEXT NOT NULL CHECK (subject <> ''),
    decision     TEXT NOT NULL CHECK (decision <> ''),
    about        TEXT,            -- what it decides, by number, joined with ';'
    recorded_by  TEXT NOT NULL    -- four eyes: this operator does not carry it out
) STRICT;

-- Cautions and instructions (注意・指導), art. 11 (guidance) 1, and the decision that orders the deletion, 11 (guidance) 2.
CREATE TABLE guidance (
    guidance_id  INTEGER PRIMARY KEY,
    user_id      INTEGER NOT NULL REFERENCES user,
    measure      TEXT NOT NULL CHECK (measure IN ('caution', 'instruction')),
    ground       TEXT NOT NULL CHECK (ground IN ('purpose', 'other-use', 'rules', 'laws', 'damages', 'other-law', 'public-order')),
    facts        TEXT NOT NULL CHECK (facts <> ''),
    given_on     TEXT NOT NULL,
    due_on       TEXT CHECK (due_on >= given_on),
    outcome      TEXT NOT NULL CHECK (outcome IN ('open', 'followed', 'not-followed')),
    outcome_on   TEXT CHECK (outcome_on >= given_on),
    outcome_note TEXT,
    committee_id INTEGER REFERENCES committee,
    CHECK ((outcome = 'open') = (outcome_on IS NULL)),
    CHECK (committee_id IS NULL OR outcome = 'not-followed')
) STRICT;
CREATE INDEX guidance_user ON guidance (user_id);
CREATE INDEX guidance_open ON guidance (guidance_id) WHERE outcome = 'open';
CREATE INDEX guidance_committee ON guidance (committee_id) WHERE committee_id IS NOT NULL;

-- A departure that the committee ordered, without a notice of the user's own.
ALTER TABLE departure ADD COLUMN committee_id INTEGER REFERENCES committee;
CREATE INDEX departure_committee ON departure (committee_id) WHERE committee_id IS NOT NULL;
