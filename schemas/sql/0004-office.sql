-- One organisation at one place, as MCS has it (事業所), and the services it is licensed for.
CREATE TABLE office (
    office_id     INTEGER PRIMARY KEY,
    name          TEXT NOT NULL CHECK (name <> ''),
    kana          TEXT,
    type          TEXT NOT NULL,       -- of code list office_type; changes are kept in `dated`
    corporation   TEXT,
    postal_code   TEXT,
    address       TEXT,
    municipality  TEXT,                -- six digits, decides whether art. 9 (1) can be the ground
    phone         TEXT,
    fax           TEXT,
    mail          TEXT,
    head_name     TEXT,
    head_post     TEXT,
    pledge_on     TEXT,                -- 誓約書 received
    number_prefix TEXT,                -- in its MCS facility name
    opened_on     TEXT,                -- when known
    closed_on     TEXT CHECK (closed_on >= opened_on),
    secretariat   INTEGER NOT NULL DEFAULT 0 CHECK (secretariat IN (0, 1)),
    name_key      TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX office_secretariat ON office (secretariat) WHERE secretariat = 1;

-- The same number under two service types is two services; the same office may hold both.
CREATE TABLE service (
    service_id INTEGER PRIMARY KEY,
    office_id  INTEGER NOT NULL REFERENCES office,
    type       TEXT NOT NULL,          -- of code list service, '120', or 'medical'
    number     TEXT NOT NULL,          -- 事業所番号, ten characters, or 医療機関コード, seven digits
    until      TEXT                    -- the office closed: the number may pass on
) STRICT;
CREATE UNIQUE INDEX service_number ON service (type, number) WHERE until IS NULL;
CREATE INDEX service_office ON service (office_id);
