-- The grants that give refresh tokens at the moment, so that the oldest can be ended when a person has too many of them
-- with one application. Rows are written in the transaction that records the facts.
CREATE TABLE refresh_family (
    grant_id  uuid        PRIMARY KEY,
    user_id   varchar(30) NOT NULL,
    client_id text        NOT NULL,
    opened_at timestamptz NOT NULL
);
CREATE INDEX refresh_family_of_user ON refresh_family (user_id, client_id, opened_at, grant_id);
