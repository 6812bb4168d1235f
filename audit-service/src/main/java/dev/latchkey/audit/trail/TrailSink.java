package dev.latchkey.audit.trail;

import dev.latchkey.kernel.events.StreamType;
import dev.latchkey.kernel.messaging.IncomingRecord;
import dev.latchkey.kernel.messaging.RecordSink;
import dev.latchkey.kernel.messaging.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Takes every topic in. */
@Component
final class TrailSink implements RecordSink {

    private static final int MOST_BYTES = 2 * 1024 * 1024;

    private final Appending appending;
    private final List<ReceivedEvents> listeners;

    TrailSink(Appending appending, List<ReceivedEvents> listeners) {
        this.appending = appending;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public String name() {
        return "trail";
    }

    @Override
    public Set<String> topics() {
        return Stream.concat(Arrays.stream(StreamType.values()).map(Topics::of), Stream.of(Topics.RELAY))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void take(List<IncomingRecord> records) {
        if (records.getFirst().topic().equals(Topics.RELAY)) {
            appending.hold();
            listeners.forEach(listener -> listener.toldByRelay(records));
        } else {
            portionsOf(records).forEach(this::append);
        }
    }

    private void append(List<IncomingRecord> portion) {
        List<DeliveredEvent> delivered = appending.append(portion);
        listeners.forEach(listener -> listener.received(delivered));
    }

    /** Many large records in one statement would exceed its time, and come again for ever. */
    private static List<List<IncomingRecord>> portionsOf(List<IncomingRecord> records) {
        List<List<IncomingRecord>> portions = new ArrayList<>();
        List<IncomingRecord> portion = new ArrayList<>();
        long bytes = 0;
        for (IncomingRecord incoming : records) {
            if (bytes >= MOST_BYTES) {
                portions.add(portion);
                portion = new ArrayList<>();
                bytes = 0;
            }
            portion.add(incoming);
            byte[] value = incoming.value();
            bytes += value == null ? 0 : value.length;
        }
        portions.add(portion);
        return portions;
    }
}
