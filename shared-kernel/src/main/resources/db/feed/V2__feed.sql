-- How far each projection has read. Like the projections themselves these tables can be emptied at any time: everything
-- is read again from the start of the topics.
CREATE TABLE projection (
    name       varchar(64) PRIMARY KEY,
    generation bigint NOT NULL DEFAULT 0
);

CREATE TABLE projection_position (
    projection       varchar(64)  NOT NULL REFERENCES projection (name),
    topic            varchar(249) NOT NULL,
    partition_number integer      NOT NULL,
    next_offset      bigint       NOT NULL,
    PRIMARY KEY (projection, topic, partition_number)
);

-- Records that a projection could not take in.
CREATE TABLE dead_letter (
    projection       varchar(64)  NOT NULL REFERENCES projection (name),
    topic            varchar(249) NOT NULL,
    partition_number integer      NOT NULL,
    record_offset    bigint       NOT NULL,
    event_type       text         NOT NULL,
    payload          bytea,
    reason           text         NOT NULL,
    parked_at        timestamptz  NOT NULL DEFAULT now(),
    PRIMARY KEY (projection, topic, partition_number, record_offset)
);
