-- The facts of this service. The identity column orders them all; the unique key lets exactly one of two writers append
-- a position of a stream, which is what one-time use rests on. Event ids are random and nobody looks a fact up by its id:
-- an index on them would only cost every writer a page somewhere in it.
CREATE TABLE domain_event (
    global_index    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id        varchar(36)  NOT NULL,
    stream_id       varchar(64)  NOT NULL,
    sequence_number bigint       NOT NULL,
    stream_type     varchar(32)  NOT NULL,
    recorded_at     varchar(35)  NOT NULL,
    event_name      varchar(64)  NOT NULL,
    event_revision  varchar(8)   NOT NULL,
    payload         bytea        NOT NULL,
    metadata        bytea        NOT NULL,
    UNIQUE (stream_id, sequence_number)
);

-- How far the relay has come: to last_index, except for what is missing below it. One instance does the work and claims it
-- for a limited time, by this server's clock alone.
CREATE TABLE relay_position (
    only_row      boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    last_index    bigint         NOT NULL DEFAULT 0,
    gaps          int8multirange NOT NULL DEFAULT '{}',
    owner         varchar(64),
    claimed_until timestamptz
);
INSERT INTO relay_position DEFAULT VALUES;
