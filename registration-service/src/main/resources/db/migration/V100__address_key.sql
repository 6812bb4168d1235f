-- The key of the day under which IP addresses are hashed; yesterday's is destroyed when today's is made.
CREATE TABLE address_key (
    day                   date PRIMARY KEY,
    key_encryption_key_id varchar(64) NOT NULL,
    wrapped_key           bytea       NOT NULL
);
