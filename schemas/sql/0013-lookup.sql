-- What the lookup table holds: verify recomputes it from here.
DROP VIEW lookup_source;
CREATE VIEW lookup_source (kind, text, id) AS
    SELECT 'user_mail', mail_key, user_id FROM user
    UNION ALL SELECT 'user_login', login_key, user_id FROM user WHERE login_key IS NOT NULL
    UNION ALL SELECT 'user_name', name_key, user_id FROM user
    UNION ALL SELECT 'departure_mail', mail_key, departure_id FROM departure
    UNION ALL SELECT 'office_name', name_key, office_id FROM office
    UNION ALL SELECT 'service_number', number, service_id FROM service
    UNION ALL SELECT 'application_mail', mail_key, application_id FROM application WHERE mail_key IS NOT NULL
    UNION ALL SELECT 'application_name', name_key, application_id FROM application;
