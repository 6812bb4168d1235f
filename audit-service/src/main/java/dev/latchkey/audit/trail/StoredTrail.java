package dev.latchkey.audit.trail;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The trail in its tables. */
@Component
final class StoredTrail implements Trail {

    private final EntryRows rows;
    private final TrailHead head;

    StoredTrail(EntryRows rows, TrailHead head) {
        this.rows = rows;
        this.head = head;
    }

    @Override
    public List<Entry> after(long position, int limit) {
        return rows.linesAfter(position, limit).stream().map(Entry::of).toList();
    }

    @Override
    public Optional<Entry> at(long position) {
        return rows.lineAt(position).map(Entry::of);
    }

    @Override
    public long size() {
        return head.look().size();
    }

    @Override
    public long firstRetained() {
        return head.look().firstRetained();
    }
}
