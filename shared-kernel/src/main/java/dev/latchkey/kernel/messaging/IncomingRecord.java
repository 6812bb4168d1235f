package dev.latchkey.kernel.messaging;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as it stands on Kafka, unread: also one that no version of this code can read.
 *
 * @param key the stream id; absent when the producer gave none
 * @param headers the last value of each, as UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only carried
public record IncomingRecord(
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        byte @Nullable [] value,
        Map<String, String> headers) {

    public IncomingRecord {
        headers = Map.copyOf(headers);
    }
}
