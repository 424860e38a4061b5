-- The one way a user leaves (退会手続): MCS deletes no account on request, so it is a list of steps, each done or impossible.
CREATE TABLE departure (
    departure_id INTEGER PRIMARY KEY,
    user_id      INTEGER NOT NULL REFERENCES user,
    application_id INTEGER REFERENCES application,   -- the 退会届
    state        TEXT NOT NULL CHECK (state IN ('open', 'closed', 'cancelled')),
    state_before TEXT NOT NULL CHECK (state_before IN ('registered', 'active', 'suspended')),  -- restored by a cancellation
    mail         TEXT NOT NULL,                      -- the address the account had: not free until the account is gone
    mail_key     TEXT NOT NULL,
    opened_on    TEXT NOT NULL,
    closed_on    TEXT CHECK (closed_on >= opened_on),
    residual     INTEGER NOT NULL DEFAULT 0 CHECK (residual IN (0, 1))  -- closed with an impossible step: the account lives on
) STRICT;
CREATE UNIQUE INDEX departure_open ON departure (user_id) WHERE state = 'open';
CREATE INDEX departure_user ON departure (user_id);

CREATE TABLE departure_step (
    departure_step_id INTEGER PRIMARY KEY,
    departure_id INTEGER NOT NULL REFERENCES departure,
    step         TEXT NOT NULL CHECK (step IN ('notice', 'staff-release', 'group-leave', 'mcs-delete', 'portal-delete')),
    done_on      TEXT,
    impossible   TEXT,                 -- why it cannot be done
    UNIQUE (departure_id, step),
    CHECK ((done_on IS NULL) <> (impossible IS NULL))
) STRICT;
