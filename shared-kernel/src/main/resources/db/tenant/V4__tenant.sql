-- What operators made of clients, connections and domains: the newest settings of each, over those of the configuration
-- file. token-service writes it in the transaction of the facts; elsewhere it is the projection `tenant`, which can be
-- rebuilt at any time from the topic latchkey.tenant.
CREATE TABLE tenant_entry (
    part         varchar(16)  NOT NULL,
    id           varchar(64)  NOT NULL,
    -- The newest position of its stream that this row has seen.
    sequence     bigint       NOT NULL,
    settings     jsonb        NOT NULL,
    descriptions jsonb        NOT NULL,
    -- Taken away, be it out of the configuration file.
    gone         boolean      NOT NULL,
    created_at   timestamptz  NOT NULL,
    PRIMARY KEY (part, id)
);

-- Raised with every change, so that looking for changes is cheap. Who decides about the tenant locks it.
CREATE TABLE tenant_version (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    version  bigint NOT NULL DEFAULT 0
);
INSERT INTO tenant_version DEFAULT VALUES;
