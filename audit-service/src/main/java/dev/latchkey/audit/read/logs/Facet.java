package dev.latchkey.audit.read.logs;

import dev.latchkey.audit.read.logs.query.Field;
import java.util.Locale;
import java.util.Optional;

/** What many logs have in common: fields that belong together. */
enum Facet {
    KIND,
    CLIENT,
    CONNECTION,
    HOST,
    ORGANIZATION;

    /** The facet that a field belongs to; empty when it has a column of its own. */
    static Optional<Facet> of(Field field) {
        return switch (field) {
            case TYPE, DESCRIPTION -> Optional.of(KIND);
            case CLIENT_ID, CLIENT_NAME -> Optional.of(CLIENT);
            case CONNECTION, CONNECTION_ID, STRATEGY, STRATEGY_TYPE -> Optional.of(CONNECTION);
            case HOSTNAME -> Optional.of(HOST);
            case ORGANIZATION_ID -> Optional.of(ORGANIZATION);
            case DATE, IP, LOG_ID, USER_AGENT, USER_ID, USER_NAME -> Optional.empty();
        };
    }

    /** Its column, and its name among the facets. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
