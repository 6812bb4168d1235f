-- The keys that sign tokens, as private JWKs wrapped with a key-encryption key. A key signs from active_from until the
-- next one does, and is published until everything it signed has expired.
CREATE TABLE signing_key (
    key_id                varchar(64)  PRIMARY KEY,
    key_encryption_key_id varchar(64)  NOT NULL,
    wrapped_key           bytea        NOT NULL,
    created_at            timestamptz  NOT NULL,
    active_from           timestamptz  NOT NULL,
    published_until       timestamptz
);
