-- A revoked passkey stays claimed, so that its credential id is never registered again, but is no longer one of its
-- person's. Written in the transaction that records the facts.
ALTER TABLE claimed_passkey ADD COLUMN revoked boolean NOT NULL DEFAULT false;
