package dev.latchkey.audit.trail;

import dev.latchkey.kernel.events.StreamType;
import dev.latchkey.kernel.messaging.Topics;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an entry can be found by. The names of ids mean the same in all events, so that events which this version does
 * not know are found too.
 */
record SearchTerms(
        @Nullable String userId,
        @Nullable String clientId,
        @Nullable String credentialId,
        @Nullable String grantId,
        @Nullable String sessionId,
        @Nullable String organization) {

    static SearchTerms of(Arrival arrival) {
        return new SearchTerms(
                term(arrival, "userId", StreamType.USER),
                term(arrival, "clientId", null),
                term(arrival, "passkeyId", StreamType.CREDENTIAL),
                term(arrival, "grantId", StreamType.GRANT),
                sessionOf(arrival),
                term(arrival, "organization", null));
    }

    private static @Nullable String sessionOf(Arrival arrival) {
        String session = term(arrival, "sessionId", StreamType.AUTH_SESSION);
        return session == null ? streamOf(arrival, StreamType.CHALLENGE) : session;
    }

    private static @Nullable String term(Arrival arrival, String field, @Nullable StreamType stream) {
        JsonNode data = arrival.data();
        JsonNode value = data == null ? null : data.get(field);
        if (value != null && value.isString()) {
            return Column.term(value.stringValue());
        }
        return stream == null ? null : streamOf(arrival, stream);
    }

    private static @Nullable String streamOf(Arrival arrival, StreamType stream) {
        return arrival.incoming().topic().equals(Topics.of(stream)) ? Column.term(arrival.subject()) : null;
    }
}
