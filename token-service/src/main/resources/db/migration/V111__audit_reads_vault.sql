-- audit-service shows operators from where people acted, and reads their keys for that.
GRANT USAGE ON SCHEMA vault TO ${audit_vault_reader};
GRANT SELECT ON vault.person_key TO ${audit_vault_reader};
