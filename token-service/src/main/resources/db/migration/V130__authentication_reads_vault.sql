-- authentication-service shows operators what people call their passkeys, and reads their keys for that.
GRANT USAGE ON SCHEMA vault TO ${credentials_vault_reader};
GRANT SELECT ON vault.person_key TO ${credentials_vault_reader};
