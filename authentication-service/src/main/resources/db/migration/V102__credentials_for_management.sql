-- Imported passkeys say things of their person, and people exist before they have a passkey. The projection is emptied and
-- fills itself again from the topics latchkey.credential and latchkey.user.
ALTER TABLE credentials
    -- Unknown of some imported passkeys.
    ALTER COLUMN backup_eligible DROP NOT NULL,
    -- What an imported passkey brought along, encrypted with the person's key as in the event.
    ADD COLUMN imported text;

-- Who there is.
CREATE TABLE known_user (
    user_id varchar(64) PRIMARY KEY,
    erased  boolean NOT NULL DEFAULT false
);

TRUNCATE credentials;
UPDATE projection SET generation = generation + 1 WHERE name = 'credentials';
DELETE FROM projection_position WHERE projection = 'credentials';
DELETE FROM dead_letter WHERE projection = 'credentials';
