-- Proofs that are good once: DPoP proofs and client assertions, by a hash of their owner and id, until they would have expired
-- anyway. Shared by all instances.
CREATE TABLE used_proof (
    hash       bytea       PRIMARY KEY,
    expires_at timestamptz NOT NULL
);
CREATE INDEX used_proof_expiry ON used_proof (expires_at);
