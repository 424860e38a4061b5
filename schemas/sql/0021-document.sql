-- The text of a version as it was published (規程の本文), and whom each version was handed to (配布) (art. 5, 6, 8-2(1)).
-- A policy or rules without an effective day are a draft: they bind nobody.

-- One file per version; the bytes apart, so that lists never read them.
CREATE TABLE document_file (
    document_file_id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document,
    file_name   TEXT NOT NULL CHECK (file_name <> ''),
    media_type  TEXT NOT NULL,
    size        INTEGER NOT NULL CHECK (size BETWEEN 1 AND 20971520),
    sha256      TEXT NOT NULL,
    kept_on     TEXT NOT NULL
) STRICT;
CREATE INDEX document_file_document ON document_file (document_id);
CREATE TABLE document_file_body (
    document_file_body_id INTEGER PRIMARY KEY REFERENCES document_file (document_file_id),
    body                  BLOB NOT NULL
) STRICT;

-- What is explained with an application (application.explained_on) is handed out that day and not written here again.
CREATE TABLE distribution (
    distribution_id INTEGER PRIMARY KEY,
    document_id    INTEGER NOT NULL REFERENCES document,
    user_id        INTEGER REFERENCES user,
    application_id INTEGER REFERENCES application,
    distributed_on TEXT NOT NULL,
    how            TEXT NOT NULL CHECK (how IN ('hand', 'post', 'mail', 'online')),
    CHECK (user_id IS NOT NULL OR application_id IS NOT NULL)
) STRICT;
CREATE INDEX distribution_user ON distribution (user_id, document_id) WHERE user_id IS NOT NULL;
CREATE INDEX distribution_application ON distribution (application_id, document_id) WHERE application_id IS NOT NULL;
CREATE INDEX distribution_document ON distribution (document_id);
-- Whether anybody acknowledged a version: asked when its text is to be replaced.
CREATE INDEX acknowledgement_document ON acknowledgement (document_id);

DROP VIEW table_class;
CREATE VIEW table_class (name, class) AS
    VALUES ('operation', 'audit'), ('audit', 'audit'), ('audit_payload', 'audit'), ('schema_text', 'audit'),
           ('lookup', 'derived'), ('attachment_body', 'derived'), ('document_file_body', 'derived');
