-- The projection `credentials`. It can be emptied at any time and is then rebuilt from the topic latchkey.credential;
-- nobody is signed in or refused by it. Personal data stay in it encrypted.
CREATE TABLE credentials (
    passkey_id       varchar(64) PRIMARY KEY,
    -- The newest position of the passkey's stream that this row has seen.
    sequence         bigint       NOT NULL,
    user_id          varchar(64)  NOT NULL,
    credential_id    text         NOT NULL,
    public_key       text         NOT NULL,
    aaguid           uuid         NOT NULL,
    transports       text[]       NOT NULL,
    backup_eligible  boolean      NOT NULL,
    backed_up        boolean      NOT NULL,
    relying_party_id varchar(253) NOT NULL,
    registered_at    timestamptz  NOT NULL,
    -- The name that the person gave it, encrypted with the person's key as in the event.
    personal_data    text,
    revoked          boolean      NOT NULL DEFAULT false
);
CREATE INDEX credentials_of_user ON credentials (user_id, registered_at, passkey_id);
