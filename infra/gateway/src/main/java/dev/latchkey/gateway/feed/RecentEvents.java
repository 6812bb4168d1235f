package dev.latchkey.gateway.feed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest events by session, and who is listening for more: a listener is told of its sessions' events so far and then
 * of each new one, once each, however often Kafka repeats it.
 */
final class RecentEvents {

    private record Listening(Set<String> sessions, LiveFeed.Listener listener, long untilNanos) {}

    private final int maxEvents;
    private final int maxEventLength;
    private final Duration maxListening;

    private final Deque<LiveEvent> newest = new ArrayDeque<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<String, List<LiveEvent>> bySession = new HashMap<>();
    /** Concurrent because a listener leaves in the middle of being told, and without waiting for this object's lock. */
    private final Map<LiveFeed.Listener, Listening> listeners = new ConcurrentHashMap<>();

    RecentEvents(int maxEvents, int maxEventLength, Duration maxListening) {
        this.maxEvents = maxEvents;
        this.maxEventLength = maxEventLength;
        this.maxListening = maxListening;
    }

    synchronized void add(LiveEvent event) {
        if (event.size() > maxEventLength || !ids.add(event.id())) {
            return;
        }
        newest.addLast(event);
        bySession.computeIfAbsent(event.session(), first -> new ArrayList<>()).add(event);
        if (newest.size() > maxEvents) {
            forget(newest.removeFirst());
        }
        for (Listening listening : listeners.values()) {
            if (listening.sessions().contains(event.session())) {
                listening.listener().tell(event);
            }
        }
    }

    private void forget(LiveEvent oldest) {
        ids.remove(oldest.id());
        bySession.computeIfPresent(oldest.session(), (session, events) -> {
            events.remove(oldest);
            return events.isEmpty() ? null : events;
        });
    }

    synchronized void listen(Set<String> sessions, LiveFeed.Listener listener) {
        listeners.put(listener, new Listening(sessions, listener, System.nanoTime() + maxListening.toNanos()));
        for (String session : sessions) {
            bySession.getOrDefault(session, List.of()).forEach(listener::tell);
        }
    }

    void leave(LiveFeed.Listener listener) {
        listeners.remove(listener);
    }

    /** Ends those who have listened for their time; a browser that is still there comes back by itself. */
    synchronized void endOverdue() {
        long now = System.nanoTime();
        listeners.values().removeIf(listening -> {
            boolean overdue = now - listening.untilNanos() >= 0;
            if (overdue) {
                listening.listener().end();
            }
            return overdue;
        });
    }

    synchronized void endAll() {
        listeners.values().forEach(listening -> listening.listener().end());
        listeners.clear();
    }
}
