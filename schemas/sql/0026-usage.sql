-- Usage by month (利用実績, art. 8-2(4)). A month is loaded as a whole for one scope; another load takes its place until it is closed.
CREATE TABLE usage_load (
    usage_load_id INTEGER PRIMARY KEY,
    month       TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
    scope       TEXT NOT NULL CHECK (scope IN ('user', 'office', 'network')),
    import_job_id INTEGER NOT NULL REFERENCES import_job,
    metrics     TEXT NOT NULL,         -- those that the file has, joined with ';'
    rows        INTEGER NOT NULL CHECK (rows >= 0),       -- of users, offices or the network that are known
    unmatched   INTEGER NOT NULL CHECK (unmatched >= 0),  -- when loaded; they stand in usage_unmatched
    loaded_on   TEXT NOT NULL,
    replaced_on TEXT,                  -- another load of that month and scope took its place
    sha256      TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;
CREATE UNIQUE INDEX usage_load_current ON usage_load (month, scope) WHERE replaced_on IS NULL;

-- [[number, login_days, logins, posts, reads, files, groups], ...] by number of user or office, 0 for the network; null is unknown.
-- One text for a month rather than a row for each person: a network has as many rows in ten years as a country in a month.
CREATE TABLE usage_load_body (
    usage_load_body_id INTEGER PRIMARY KEY REFERENCES usage_load (usage_load_id),
    body BLOB NOT NULL
) STRICT;

-- Rows whose user or office nobody knew: kept until somebody says whose they are, or that they are nobody's.
CREATE TABLE usage_unmatched (
    usage_unmatched_id INTEGER PRIMARY KEY,
    usage_load_id INTEGER NOT NULL REFERENCES usage_load,
    line       INTEGER NOT NULL,
    key        TEXT NOT NULL,          -- mail, login or number as the file has it
    name       TEXT,
    login_days INTEGER, logins INTEGER, posts INTEGER, reads INTEGER, files INTEGER, groups INTEGER,
    user_id    INTEGER REFERENCES user,
    office_id  INTEGER REFERENCES office,
    matched_on TEXT                    -- with neither: nobody of this network
) STRICT;
CREATE INDEX usage_unmatched_load ON usage_unmatched (usage_load_id);

CREATE TABLE usage_month (
    usage_month_id INTEGER PRIMARY KEY,
    month     TEXT NOT NULL UNIQUE CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
    closed_on TEXT,                    -- its figures are as they were reported; nothing is loaded until it is opened again
    reason    TEXT                     -- why it was opened again
) STRICT;

-- What a report needs of a month, by office type and profession on its last day: of usage when a file is loaded, and all of it
-- when the month is closed. No office type: no office, or figures of the network as a whole.
CREATE TABLE usage_cell (
    usage_cell_id INTEGER PRIMARY KEY,
    month       TEXT NOT NULL,
    office_type TEXT,
    profession  TEXT,
    active      INTEGER,               -- NULL: nothing about users is loaded
    login_days  INTEGER, logins INTEGER, posts INTEGER, reads INTEGER, files INTEGER, groups INTEGER,
    users       INTEGER,               -- from here on once the month is closed
    holders     INTEGER,
    joined      INTEGER,
    leavers     INTEGER,
    trained     INTEGER,
    acknowledged INTEGER
) STRICT;
CREATE UNIQUE INDEX usage_cell_place ON usage_cell (month, coalesce(office_type, ''), coalesce(profession, ''));

-- What is counted without professions, once the month is closed: offices by type, groups by kind, departures.
CREATE TABLE usage_count (
    usage_count_id INTEGER PRIMARY KEY,
    month  TEXT NOT NULL,
    figure TEXT NOT NULL,
    key    TEXT,
    n      INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX usage_count_place ON usage_count (month, figure, coalesce(key, ''));

DROP VIEW table_class;
CREATE VIEW table_class (name, class) AS
    VALUES ('operation', 'audit'), ('audit', 'audit'), ('audit_payload', 'audit'), ('schema_text', 'audit'),
           ('lookup', 'derived'), ('attachment_body', 'derived'), ('document_file_body', 'derived'), ('usage_load_body', 'derived');
