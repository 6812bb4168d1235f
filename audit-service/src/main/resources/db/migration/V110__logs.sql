-- Tenant logs: a view over the trail. Everything in these tables is made from the trail and can be made again.

-- How far the view has come. A view that is made anew has a row of its own beside the one that serves.
CREATE TABLE log_view (
    generation int     PRIMARY KEY,
    -- The last position of the trail that is in it.
    position   bigint  NOT NULL,
    serving    boolean NOT NULL
);
CREATE UNIQUE INDEX log_view_serving ON log_view (serving) WHERE serving;
INSERT INTO log_view (generation, position, serving) VALUES (1, -1, true);

-- What many logs have in common: few rows, so that a wildcard is looked for here and not in the logs.
CREATE TABLE log_facet (
    id         int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    facet      text  NOT NULL,
    attributes jsonb NOT NULL
);
CREATE UNIQUE INDEX log_facet_once ON log_facet (facet, attributes);

-- Values about people: encrypted with the person's key, found by tokens (keyed hashes), deleted with the person.
CREATE TABLE log_value (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id     text COLLATE "C" NOT NULL,
    field       text     NOT NULL,
    fingerprint bigint   NOT NULL,
    ciphertext  text     NOT NULL,
    -- From where in the trail it comes; of names only the latest stays.
    position    bigint   NOT NULL,
    tokens      bigint[] NOT NULL
);
CREATE UNIQUE INDEX log_value_once ON log_value (user_id, field, fingerprint);
CREATE INDEX log_value_position ON log_value (position);
CREATE INDEX log_value_tokens ON log_value USING gin (tokens);

CREATE TABLE log (
    generation   int         NOT NULL,
    -- Its place in the trail; one entry can make several logs.
    position     bigint      NOT NULL,
    part         smallint    NOT NULL,
    time         timestamptz NOT NULL,
    kind         int         NOT NULL,
    client       int,
    connection   int,
    host         int,
    organization int,
    user_id      text COLLATE "C",
    -- Rows of log_value; nothing is there any more once the person was erased.
    ip           bigint,
    user_agent   bigint,
    -- What is shown and not searched; nothing of it is personal.
    shown        jsonb       NOT NULL
) PARTITION BY LIST (generation);

CREATE UNIQUE INDEX log_position ON log (position, part, time, generation);
-- Each question walks its own index in the order of the answer.
CREATE INDEX log_time ON log (time, position, part);
CREATE INDEX log_kind ON log (kind, time, position, part);
CREATE INDEX log_client ON log (client, time, position, part);
CREATE INDEX log_connection ON log (connection, time, position, part);
CREATE INDEX log_host ON log (host, time, position, part) WHERE host IS NOT NULL;
CREATE INDEX log_organization ON log (organization, time, position, part) WHERE organization IS NOT NULL;
CREATE INDEX log_user ON log (user_id, time, position, part) WHERE user_id IS NOT NULL;
CREATE INDEX log_ip ON log (ip, time, position, part) WHERE ip IS NOT NULL;
CREATE INDEX log_user_agent ON log (user_agent, time, position, part) WHERE user_agent IS NOT NULL;

-- One partition for each generation, in it one for each month; months come when their first log does.
CREATE TABLE log_1 PARTITION OF log FOR VALUES IN (1) PARTITION BY RANGE (time);
