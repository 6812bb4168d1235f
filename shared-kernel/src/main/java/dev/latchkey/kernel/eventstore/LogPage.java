package dev.latchkey.kernel.eventstore;

import java.util.List;

/**
 * What one look into the store showed.
 *
 * @param events new facts, in the order of the store
 * @param closedGaps gaps that no writer will ever fill, in the form of {@link LogPosition#gaps}
 */
public record LogPage(List<StoredEvent> events, String closedGaps) {

    public LogPage {
        events = List.copyOf(events);
    }

    /** Whether the position stays where it was. */
    public boolean isEmpty() {
        return events.isEmpty() && !closesGaps();
    }

    /** Whether it shows that positions seen as missing will stay empty. */
    public boolean closesGaps() {
        return !LogPosition.NO_GAPS.equals(closedGaps);
    }
}
