package dev.latchkey.audit.completeness;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether everything is there.
 *
 * @param complete nothing is missing for longer than the grace time, and no position was given twice
 */
@JsonPropertyOrder({"complete", "producers", "streams", "positions_given_again"})
record CompletenessAnswer(
        boolean complete,
        List<Producer> producers,
        List<Stream> streams,
        @JsonProperty("positions_given_again") List<GivenAgain> positionsGivenAgain) {

    /**
     * One producer's store.
     *
     * @param highest the highest position of an event; absent when none said its position
     * @param accountedFrom the first position that can be judged; absent when it is the first of the store
     */
    @JsonPropertyOrder({"source", "highest", "accounted_from", "missing"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Producer(
            String source,
            @Nullable Long highest,
            @JsonProperty("accounted_from") @Nullable Long accountedFrom,
            List<Range> missing) {}

    /** A stream that misses an event, as its topic and subject. */
    record Stream(String stream, List<Range> missing) {}

    /** Both ends belong to it. */
    @JsonPropertyOrder({"from", "to", "since"})
    record Range(long from, long to, Instant since) {

        static Range of(Missing missing) {
            return new Range(missing.from(), missing.to(), missing.since());
        }
    }

    /** An event at a position that another one had. */
    @JsonPropertyOrder({"source", "position", "event_id", "noticed_at"})
    record GivenAgain(
            String source,
            long position,
            @JsonProperty("event_id") String eventId,
            @JsonProperty("noticed_at") Instant noticedAt) {}
}
