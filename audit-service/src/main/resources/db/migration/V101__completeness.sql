-- What each producer's store is known to hold: a position is accounted for when its event came or its relay told that it
-- stays empty. One row a producer; what is accounted for is one range as long as nothing is missing.
CREATE TABLE producer (
    source     text           PRIMARY KEY,
    accounted  int8multirange NOT NULL DEFAULT '{}',
    -- The highest position of an event.
    highest    bigint         NOT NULL DEFAULT -1,
    -- Whether it sent events without a position once, as older versions do: then nobody knows what its first ones hold.
    unnumbered boolean        NOT NULL DEFAULT false
);

-- Positions that are missing below a known one, and since when.
CREATE TABLE gap (
    source    text        NOT NULL,
    positions int8range   NOT NULL,
    since     timestamptz NOT NULL,
    reported  boolean     NOT NULL
);

-- Streams of more than one event; those of one alone are covered by their positions.
CREATE TABLE stream (
    topic      text           NOT NULL,
    subject    text           NOT NULL,
    seen       int8multirange NOT NULL,
    changed_at timestamptz    NOT NULL DEFAULT now(),
    reported   boolean        NOT NULL DEFAULT false,
    has_hole   boolean GENERATED ALWAYS AS (seen <> int8multirange(range_merge(seen))) STORED,
    PRIMARY KEY (topic, subject)
);
CREATE INDEX stream_with_hole ON stream (topic, subject) WHERE has_hole;

-- New events at positions that were accounted for before: their producer was restored from a backup, or is not alone.
CREATE TABLE position_given_again (
    source          text        NOT NULL,
    source_position bigint      NOT NULL,
    event_id        text        NOT NULL,
    noticed_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source, source_position, event_id)
);
