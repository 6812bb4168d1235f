-- The trail: one entry for each event, in one total order. The truth of an entry is its line; everything beside it is
-- only for search and can be made from the line again.
CREATE TABLE entry (
    position        bigint      NOT NULL,
    -- When it happened, as its producer says; the same at every delivery. -infinity where that is no time of this century.
    time            timestamptz NOT NULL,
    source          text        NOT NULL,
    event_id        text        NOT NULL,
    type            text,
    user_id         text,
    client_id       text,
    credential_id   text,
    grant_id        text,
    session_id      text,
    organization    text,
    correlation_id  text,
    actor           text,
    line            bytea       NOT NULL
) PARTITION BY RANGE (time);

-- One entry for each event, however often it is delivered.
CREATE UNIQUE INDEX entry_event ON entry (source, event_id, time);
CREATE UNIQUE INDEX entry_position ON entry (position, time);
CREATE INDEX entry_event_id ON entry (event_id);
-- Each question walks its own index in the order of the answer, so that a page costs the same in any trail.
CREATE INDEX entry_user ON entry (user_id, position) WHERE user_id IS NOT NULL;
CREATE INDEX entry_client ON entry (client_id, position) WHERE client_id IS NOT NULL;
CREATE INDEX entry_credential ON entry (credential_id, position) WHERE credential_id IS NOT NULL;
CREATE INDEX entry_grant ON entry (grant_id, position) WHERE grant_id IS NOT NULL;
CREATE INDEX entry_session ON entry (session_id, position) WHERE session_id IS NOT NULL;
CREATE INDEX entry_organization ON entry (organization, position) WHERE organization IS NOT NULL;
CREATE INDEX entry_correlation ON entry (correlation_id, position) WHERE correlation_id IS NOT NULL;
CREATE INDEX entry_actor ON entry (actor, position) WHERE actor IS NOT NULL;
CREATE INDEX entry_type ON entry (type, position) WHERE type IS NOT NULL;
CREATE INDEX entry_time ON entry (time, position);

-- Months come when their first event does (entry_2026_11); this one is for events without a usable time and always stays.
CREATE TABLE entry_without_time PARTITION OF entry FOR VALUES FROM (MINVALUE) TO ('2000-01-01T00:00:00Z');

-- The end of the order; whoever appends or drops holds this row, so there is one of them at a time, on any number of instances.
CREATE TABLE trail_head (
    only_row       boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    -- The position that the next entry gets.
    size           bigint      NOT NULL DEFAULT 0,
    -- When the latest entry was recorded: never goes back along the order.
    recorded_at    timestamptz NOT NULL DEFAULT '-infinity',
    -- Events of before have expired: their months were dropped, and they stay out when they are delivered again.
    expired_before timestamptz NOT NULL DEFAULT '-infinity',
    -- From this position on every entry is there.
    first_retained bigint      NOT NULL DEFAULT 0
);
INSERT INTO trail_head DEFAULT VALUES;
