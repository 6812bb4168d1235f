-- The tree of hashes over the trail (RFC 9162 section 2), appended in the transaction of the entries. A row holds up to
-- 256 hashes beside each other, those of level 0 of entries, those above of 256 of the level below; only the last row of
-- a level ever changes. Kept for ever, also of entries whose time is over: 32 bytes an entry, out of which nothing can be read.
CREATE TABLE merkle_tile (
    level      integer NOT NULL,
    tile_index bigint  NOT NULL,
    hashes     bytea   NOT NULL CHECK (octet_length(hashes) BETWEEN 32 AND 8192 AND octet_length(hashes) % 32 = 0),
    PRIMARY KEY (level, tile_index)
);
-- Hashes do not compress, and proofs take slices of them.
ALTER TABLE merkle_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

-- What was signed, in the order of signing. The keys are in no database.
CREATE TABLE tree_head (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tree_size      bigint      NOT NULL,
    root_hash      bytea       NOT NULL,
    first_retained bigint      NOT NULL,
    signed_at      timestamptz NOT NULL,
    -- Compact JWS.
    head           text        NOT NULL
);

-- How far each place outside has them.
CREATE TABLE tree_head_anchor (
    name    text   PRIMARY KEY,
    -- The last head that is there as a whole; 0 before the first.
    head_id bigint NOT NULL DEFAULT 0,
    -- This many leaves are there.
    leaves  bigint NOT NULL DEFAULT 0
);
