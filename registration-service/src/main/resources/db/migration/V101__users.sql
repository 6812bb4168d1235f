-- The projection `users`. It can be emptied at any time and is then rebuilt from the topic latchkey.user; nobody is
-- signed in or refused by it.
CREATE TABLE users (
    user_id       varchar(64) PRIMARY KEY,
    -- The newest position of the person's stream that this row has seen.
    sequence      bigint       NOT NULL,
    realm         varchar(256) NOT NULL,
    -- Encrypted with the person's key; gone when the person was erased.
    personal_data text,
    created_at    timestamptz  NOT NULL,
    updated_at    timestamptz  NOT NULL,
    blocked       boolean      NOT NULL DEFAULT false,
    erased        boolean      NOT NULL DEFAULT false
);

-- By what a person can be found: keyed hashes of identifiers. For a moment two people may have one, when the topic tells
-- of an erasure after it told of the next person with that identifier.
CREATE TABLE user_identifier (
    hash    varchar(64) NOT NULL,
    user_id varchar(64) NOT NULL REFERENCES users (user_id),
    type    varchar(16) NOT NULL,
    PRIMARY KEY (hash, user_id)
);
CREATE INDEX user_identifier_user_id ON user_identifier (user_id);
