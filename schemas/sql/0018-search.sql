-- People and offices are found by a part of their name: of a text of a kind `..._letters` every pair of neighbouring letters is kept,
-- and the first and last letter of each part; of `..._word` the whole. One table for all, and nothing that a purge must rebuild.
DROP VIEW lookup_source;
CREATE VIEW lookup_source (kind, text, id) AS
    SELECT 'user_mail', mail_key, user_id FROM user
    UNION ALL SELECT 'user_login', login_key, user_id FROM user WHERE login_key IS NOT NULL
    UNION ALL SELECT 'user_name', name_key, user_id FROM user
    -- stored kana are full-width katakana: folded as the search key folds them
    UNION ALL SELECT 'user_letters', name_key || coalesce(' ' || replace(replace(replace(replace(kana, '　', ''), 'ー', '-'), 'ヶ', 'ケ'), 'ヵ', 'カ'), ''),
        user_id FROM user
    UNION ALL SELECT 'user_word', substr(mail_key, 1, instr(mail_key, '@') - 1), user_id FROM user
    UNION ALL SELECT 'user_word', substr(mail_key, instr(mail_key, '@') + 1), user_id FROM user
    UNION ALL SELECT 'user_word', replace(phone, '-', ''), user_id FROM user WHERE phone IS NOT NULL
    UNION ALL SELECT 'user_word', substr(phone, -4), user_id FROM user WHERE phone IS NOT NULL
    UNION ALL SELECT 'departure_mail', mail_key, departure_id FROM departure
    UNION ALL SELECT 'office_name', name_key, office_id FROM office
    UNION ALL SELECT 'office_letters', name_key, office_id FROM office
    UNION ALL SELECT 'service_number', number, service_id FROM service
    UNION ALL SELECT 'application_mail', mail_key, application_id FROM application WHERE mail_key IS NOT NULL
    UNION ALL SELECT 'application_name', name_key, application_id FROM application;
-- A record that turned out to be the same human as another one (統合): it stays under its number and points to the other.
ALTER TABLE user ADD COLUMN merged_into INTEGER REFERENCES user (user_id);
