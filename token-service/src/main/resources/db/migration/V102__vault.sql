-- One wrapped key a person; deleting the row erases the person from every event, topic and backup.
CREATE TABLE vault.person_key (
    user_id               varchar(30) PRIMARY KEY,
    key_encryption_key_id varchar(64) NOT NULL,
    wrapped_key           bytea       NOT NULL,
    created_at            timestamptz NOT NULL DEFAULT now()
);

-- registration-service shows people to operators and reads their keys for that.
GRANT USAGE ON SCHEMA vault TO ${vault_reader};
GRANT SELECT ON vault.person_key TO ${vault_reader};
