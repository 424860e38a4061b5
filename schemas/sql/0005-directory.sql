-- Every facility of the area, registered or not (圏域の事業所一覧), from the ministry's open data: the denominator of participation.
CREATE TABLE directory (
    directory_id INTEGER PRIMARY KEY,
    service      TEXT NOT NULL,        -- of code list service
    number       TEXT NOT NULL,
    name         TEXT NOT NULL,
    kana         TEXT,
    type         TEXT NOT NULL,        -- of code list office_type, from the service
    municipality TEXT NOT NULL,
    address      TEXT,
    phone        TEXT,
    fax          TEXT,
    corporation  TEXT,
    snapshot_on  TEXT NOT NULL,        -- the load that last brought or changed this row
    UNIQUE (service, number)
) STRICT;
CREATE INDEX directory_number ON directory (number);
