-- What operators see of users besides: when, from where and how often they signed in. The projection is emptied and fills
-- itself again from the topics latchkey.user and latchkey.auth-session.
ALTER TABLE users
    ADD COLUMN logins_count       bigint NOT NULL DEFAULT 0,
    ADD COLUMN last_login         timestamptz,
    -- IP address and user agent of the last login, encrypted with the person's key as in the event.
    ADD COLUMN last_circumstances text;
CREATE INDEX users_in_order ON users (created_at, user_id) WHERE NOT erased;

-- Each login once, however often it is told, and also when it is told before its user: the two come by different topics.
CREATE TABLE user_login (
    session_id    uuid        PRIMARY KEY,
    user_id       varchar(64) NOT NULL,
    redeemed_at   timestamptz NOT NULL,
    -- Only until the user is known.
    circumstances text
);
CREATE INDEX user_login_before_user ON user_login (user_id) WHERE circumstances IS NOT NULL;

TRUNCATE users, user_identifier;
UPDATE projection SET generation = generation + 1 WHERE name = 'users';
DELETE FROM projection_position WHERE projection = 'users';
DELETE FROM dead_letter WHERE projection = 'users';
