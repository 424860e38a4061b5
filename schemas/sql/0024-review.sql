-- Reviews (棚卸): offices say who is still there and which groups still live (art. 8-2(3), 8-2(5)). What is asked is a snapshot.
CREATE TABLE review (
    review_id INTEGER PRIMARY KEY,     -- R2026-03: fiscal year and serial
    title     TEXT,
    scope     TEXT NOT NULL CHECK (scope IN ('all', 'users', 'admins', 'owners')),
    opened_on TEXT NOT NULL,
    due_on    TEXT NOT NULL CHECK (due_on >= opened_on),
    closed_on TEXT CHECK (closed_on >= opened_on),
    closed_for TEXT                    -- why it was closed although somebody had not answered
) STRICT;

CREATE TABLE review_item (
    review_item_id INTEGER PRIMARY KEY,
    review_id     INTEGER NOT NULL REFERENCES review,
    subject       TEXT NOT NULL CHECK (subject IN ('membership', 'admin', 'owner', 'group')),
    office_id     INTEGER NOT NULL REFERENCES office,  -- who is asked
    user_id       INTEGER REFERENCES user,
    membership_id INTEGER REFERENCES membership,
    group_id      INTEGER REFERENCES "group",
    answer        TEXT CHECK (answer IN ('confirmed', 'left', 'changed')),
    answered_on   TEXT,
    answered_by   TEXT,
    note          TEXT,
    done_on       TEXT CHECK (done_on >= answered_on),  -- what was answered 'changed' was entered
    CHECK ((answer IS NULL) = (answered_on IS NULL)),
    CHECK ((subject = 'group') = (user_id IS NULL)),
    CHECK ((subject IN ('membership', 'admin')) = (membership_id IS NOT NULL)),
    CHECK ((subject IN ('owner', 'group')) = (group_id IS NOT NULL))
) STRICT;
CREATE INDEX review_item_office ON review_item (review_id, office_id);
CREATE INDEX review_item_user ON review_item (user_id);
CREATE INDEX review_item_membership ON review_item (membership_id, answered_on) WHERE membership_id IS NOT NULL;
CREATE INDEX review_item_group ON review_item (group_id, answered_on) WHERE group_id IS NOT NULL;

-- Answers that somebody has still to act on. Who left is asked by person and office: a role may have changed since.
CREATE VIEW review_follow_up AS
    SELECT i.review_item_id, i.review_id, i.subject, i.office_id, i.user_id, i.group_id, i.answer, i.answered_on
    FROM review_item i LEFT JOIN user u ON u.user_id = i.user_id
    WHERE i.answer = 'changed' AND i.done_on IS NULL
       OR i.answer = 'left' AND CASE i.subject
          WHEN 'group' THEN EXISTS (SELECT 1 FROM "group" g WHERE g.group_id = i.group_id AND g.archived_on IS NULL)
          WHEN 'owner' THEN u.state NOT IN ('leaving', 'left') AND EXISTS
               (SELECT 1 FROM group_owner w WHERE w.group_id = i.group_id AND w.user_id = i.user_id AND w.until IS NULL
                AND w.since <= i.answered_on)
          ELSE u.state NOT IN ('leaving', 'left') AND EXISTS
               (SELECT 1 FROM membership m WHERE m.user_id = i.user_id AND m.office_id = i.office_id AND m.until IS NULL
                AND m.since <= i.answered_on) END;
-- Of the answers, so that the few that wait are found among all there ever were.
CREATE INDEX review_item_answer ON review_item (answer) WHERE answer IN ('left', 'changed');

-- Who is known until when: from the last answer about him, else from the day it began. Whoever was answered as gone waits in
-- review_follow_up. The days are the profile's.
CREATE VIEW review_due AS
    SELECT k.*, date(coalesce(k.answered_on, k.since), '+' || coalesce((SELECT value FROM profile WHERE key = CASE k.role
        WHEN 'staff' THEN 'rules.review_user_days' ELSE 'rules.review_admin_days' END), CASE k.role WHEN 'staff' THEN '92' ELSE '31'
        END) || ' days') AS due_on
    FROM (
        SELECT m.user_id, m.office_id, m.role, NULL AS group_id, m.since,
            (SELECT max(i.answered_on) FROM review_item i WHERE i.membership_id = m.membership_id)
                AS answered_on,
            EXISTS (SELECT 1 FROM review_item i JOIN review r USING (review_id) WHERE i.membership_id = m.membership_id
                AND i.answer IS NULL AND r.closed_on IS NULL) AS asked
        FROM membership m JOIN user u USING (user_id) WHERE m.until IS NULL AND u.state NOT IN ('leaving', 'left')
        UNION ALL
        SELECT w.user_id, g.office_id, 'owner', w.group_id, w.since,
            (SELECT max(i.answered_on) FROM review_item i WHERE i.group_id = w.group_id AND i.user_id = w.user_id
                AND i.answered_on >= w.since),
            EXISTS (SELECT 1 FROM review_item i JOIN review r USING (review_id) WHERE i.group_id = w.group_id
                AND i.user_id = w.user_id AND i.answer IS NULL AND r.closed_on IS NULL)
        FROM group_owner w JOIN "group" g USING (group_id) JOIN user u USING (user_id)
        WHERE w.until IS NULL AND g.archived_on IS NULL AND u.state NOT IN ('leaving', 'left')) k;
