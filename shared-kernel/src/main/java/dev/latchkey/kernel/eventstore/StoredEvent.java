package dev.latchkey.kernel.eventstore;

import java.time.Instant;

/**
 * A fact as it stands in the store, unread: also one that only another version of this service can read.
 *
 * @param index its place in the order of the whole store
 * @param sequence its position in its stream, from 0
 * @param payload the JSON of the fact
 * @param metadata the JSON of what is known about it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only carried from the store to Kafka
public record StoredEvent(
        long index,
        String eventId,
        String streamType,
        String streamId,
        long sequence,
        String name,
        String revision,
        Instant recordedAt,
        byte[] payload,
        byte[] metadata) {}
