-- Uniqueness that no single stream can give. Rows are claimed in the transaction that records the facts.
CREATE TABLE claimed_identifier (
    realm           varchar(128) NOT NULL,
    identifier_type varchar(16)  NOT NULL,
    hash            varchar(43)  NOT NULL,
    user_id         varchar(30)  NOT NULL,
    PRIMARY KEY (realm, identifier_type, hash)
);
CREATE INDEX claimed_identifier_user ON claimed_identifier (user_id);

CREATE TABLE claimed_passkey (
    passkey_id varchar(28) PRIMARY KEY,
    user_id    varchar(30) NOT NULL
);
CREATE INDEX claimed_passkey_user ON claimed_passkey (user_id);
