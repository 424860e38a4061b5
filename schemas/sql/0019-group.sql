-- Groups (グループ) of MCS: which exist and who answers for each (art. 8-2(3)). A patient group has an opaque label.
-- The noun is a word of SQL too: its table stands in quotes.
CREATE TABLE "group" (
    group_id     INTEGER PRIMARY KEY,
    kind         TEXT NOT NULL CHECK (kind IN ('patient', 'free', 'secretariat')),
    label        TEXT NOT NULL CHECK (label <> ''),
    office_id    INTEGER NOT NULL REFERENCES office,   -- 連携ホスト
    opened_on    TEXT NOT NULL,
    confirmed_on TEXT CHECK (confirmed_on >= opened_on),  -- an owner or the host last said that all is as written here
    archived_on  TEXT CHECK (archived_on >= opened_on),
    note         TEXT
) STRICT;
CREATE INDEX group_office ON "group" (office_id);

-- グループ管理者, by business day; several owners at a time are good.
CREATE TABLE group_owner (
    group_owner_id INTEGER PRIMARY KEY,
    group_id INTEGER NOT NULL REFERENCES "group",
    user_id  INTEGER NOT NULL REFERENCES user,
    since    TEXT NOT NULL,
    until    TEXT CHECK (until >= since)
) STRICT;
CREATE UNIQUE INDEX group_owner_open ON group_owner (group_id, user_id) WHERE until IS NULL;
CREATE INDEX group_owner_user ON group_owner (user_id);

CREATE TABLE group_member (
    group_member_id INTEGER PRIMARY KEY,
    group_id INTEGER NOT NULL REFERENCES "group",
    user_id  INTEGER NOT NULL REFERENCES user,
    since    TEXT NOT NULL,
    until    TEXT CHECK (until >= since)
) STRICT;
CREATE UNIQUE INDEX group_member_open ON group_member (group_id, user_id) WHERE until IS NULL;
CREATE INDEX group_member_user ON group_member (user_id);
