-- What rules asked of the audit stands in the rows from here on: an export holds the rows, and a register that is filled from one
-- begins an audit of its own.

-- Why an incident was closed although a report was owed.
ALTER TABLE incident ADD COLUMN closed_for TEXT;
UPDATE incident SET closed_for = (SELECT p.reason FROM audit a JOIN operation p ON p.operation_id = a.op
        WHERE a.subject = 'incident' AND a.subject_id = incident_id AND a.verb = 'close' ORDER BY a.seq DESC LIMIT 1)
    WHERE closed_on IS NOT NULL AND reportable
    AND NOT EXISTS (SELECT 1 FROM incident_step s WHERE s.incident_id = incident.incident_id AND s.step = 'final-report');

-- What the register was founded with is published elsewhere.
ALTER TABLE document ADD COLUMN founded INTEGER NOT NULL DEFAULT 0 CHECK (founded IN (0, 1));
UPDATE document SET founded = 1 WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.subject = 'document'
    AND a.subject_id = document_id AND a.op > (SELECT min(operation_id) FROM operation));

-- Left with the departure of the user: comes back when that is cancelled.
ALTER TABLE group_owner ADD COLUMN departed INTEGER NOT NULL DEFAULT 0 CHECK (departed IN (0, 1));
UPDATE group_owner SET departed = 1 WHERE 'leave' = (SELECT verb FROM audit WHERE subject = 'group_owner'
    AND subject_id = group_owner_id ORDER BY seq DESC LIMIT 1);
ALTER TABLE group_member ADD COLUMN departed INTEGER NOT NULL DEFAULT 0 CHECK (departed IN (0, 1));
UPDATE group_member SET departed = 1 WHERE 'leave' = (SELECT verb FROM audit WHERE subject = 'group_member'
    AND subject_id = group_member_id ORDER BY seq DESC LIMIT 1);
