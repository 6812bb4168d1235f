package dev.latchkey.kernel.values;

import java.util.Locale;

/** The parts of a tenant that operators can change. */
public enum TenantPart {
    CLIENT,
    CONNECTION,
    DOMAIN;

    private static final int LONGEST_STREAM_ID = 64;

    /** The name in stream ids and tables, which no renaming of a constant may change. */
    public String stableName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The stream of what happened to one of them. */
    public String streamOf(String id) {
        return stableName() + ':' + id;
    }

    /** Whether the id is short enough for a stream; a configuration file may hold longer ones. */
    public boolean hasStreamOf(String id) {
        return streamOf(id).length() <= LONGEST_STREAM_ID;
    }
}
