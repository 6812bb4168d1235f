package dev.latchkey.audit.trail;

import dev.latchkey.kernel.messaging.IncomingRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Makes entries of the events that are none yet, at the end of the trail. */
@Component
final class Appending {

    /** What tells events apart. */
    private record Key(String source, String id) {}

    private final TrailHead head;
    private final Months months;
    private final EntryRows rows;
    private final List<AppendedEntries> listeners;
    private final Clock clock;

    Appending(TrailHead head, Months months, EntryRows rows, List<AppendedEntries> listeners, Clock clock) {
        this.head = head;
        this.months = months;
        this.rows = rows;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    /** Lets nobody append until the caller's transaction ends. */
    void hold() {
        head.hold();
    }

    /** Appends what is new of the events, inside a transaction of the caller's, and tells what that was. */
    List<DeliveredEvent> append(List<IncomingRecord> events) {
        TrailHead.Standing standing = head.hold();
        List<Arrival> news = newOf(unexpired(events, standing));
        if (!news.isEmpty()) {
            append(news, standing);
        }
        Set<IncomingRecord> appended = Collections.newSetFromMap(new IdentityHashMap<>());
        news.forEach(arrival -> appended.add(arrival.incoming()));
        return events.stream()
                .map(event -> new DeliveredEvent(event, appended.contains(event)))
                .toList();
    }

    private void append(List<Arrival> news, TrailHead.Standing standing) {
        Instant recordedAt = notBefore(standing);
        List<byte[]> lines = new ArrayList<>(news.size());
        for (Arrival arrival : news) {
            lines.add(Line.write(standing.size() + lines.size(), recordedAt, arrival));
        }
        months.ensure(news.stream()
                .map(Arrival::time)
                .filter(Objects::nonNull)
                .map(Months::of)
                .toList());
        rows.insert(standing.size(), news, lines);
        head.moveTo(standing.size() + news.size(), recordedAt);
        listeners.forEach(listener -> listener.appended(standing.size(), List.copyOf(lines)));
    }

    /** Instances' clocks differ; along the order no entry is older than the one before it. */
    private Instant notBefore(TrailHead.Standing standing) {
        Instant now = clock.instant();
        return standing.recordedAt().filter(now::isBefore).orElse(now);
    }

    private static List<Arrival> unexpired(List<IncomingRecord> events, TrailHead.Standing standing) {
        return events.stream()
                .map(Arrival::of)
                .filter(arrival -> standing.expiredBefore()
                        .map(limit -> !arrival.isBefore(limit))
                        .orElse(true))
                .toList();
    }

    private List<Arrival> newOf(List<Arrival> arrivals) {
        Set<Integer> known = rows.known(arrivals);
        Set<Key> seen = new HashSet<>();
        List<Arrival> news = new ArrayList<>();
        for (int number = 0; number < arrivals.size(); number++) {
            Arrival arrival = arrivals.get(number);
            if (!known.contains(number) && seen.add(new Key(arrival.source(), arrival.id()))) {
                news.add(arrival);
            }
        }
        return news;
    }
}
