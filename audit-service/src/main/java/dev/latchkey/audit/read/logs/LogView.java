package dev.latchkey.audit.read.logs;

import dev.latchkey.audit.trail.Entry;
import dev.latchkey.audit.trail.Trail;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the logs up with the trail, batch by batch: what it takes in and how far it has come commit together, and the row
 * that says so is held, so that of all instances one works at a time.
 *
 * <p>A rebuild fills a generation of its own from the start while the other one serves, and takes its place once it has
 * come as far.
 */
@Component
class LogView {

    private static final int BATCH = 200;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Trail trail;
    private final LogRecords records;
    private final LogTable table;
    private final PersonalValues values;

    LogView(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Trail trail,
            LogRecords records,
            LogTable table,
            PersonalValues values) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(transactions);
        this.trail = trail;
        this.records = records;
        this.table = table;
        this.values = values;
    }

    /** One making of the view. */
    record Generation(int number, long position, boolean serving) {}

    /**
     * How an operator sees it.
     *
     * @param lag entries of the trail that are not in it yet
     */
    record Status(String name, int generation, long position, long lag, boolean rebuilding) {}

    Status status() {
        List<Generation> all = generations("");
        Generation serving =
                all.stream().filter(Generation::serving).findFirst().orElseThrow();
        return new Status(
                "logs",
                serving.number(),
                serving.position(),
                Math.max(0, trail.size() - 1 - serving.position()),
                all.size() > 1);
    }

    /** Begins to make the view anew; one making at a time. */
    Status rebuild() {
        transactions.executeWithoutResult(status -> {
            List<Generation> all = generations("FOR UPDATE");
            if (all.size() == 1) {
                int next = all.getFirst().number() + 1;
                table.begin(next);
                jdbc.sql("INSERT INTO log_view (generation, position, serving) VALUES (?, -1, false)")
                        .param(next)
                        .update();
            }
        });
        return status();
    }

    /** Takes a batch in; false when there is nothing to take, or another instance is at it. */
    boolean catchUp() {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            jdbc.sql("SET LOCAL synchronous_commit = on").update();
            int taken = 0;
            for (Generation generation : generations("FOR UPDATE SKIP LOCKED")) {
                taken += takeBatch(generation);
            }
            return promote() || taken > 0;
        }));
    }

    private int takeBatch(Generation generation) {
        List<Entry> entries = trail.after(generation.position(), BATCH);
        if (entries.isEmpty()) {
            return 0;
        }
        table.add(generation.number(), records.of(entries));
        jdbc.sql("UPDATE log_view SET position = ? WHERE generation = ?")
                .params(entries.getLast().position(), generation.number())
                .update();
        return entries.size();
    }

    /** A new generation that has come as far as the one that serves takes its place. */
    private boolean promote() {
        List<Generation> all = generations("FOR UPDATE SKIP LOCKED");
        if (all.size() != 2 || all.getLast().position() < all.getFirst().position()) {
            return false;
        }
        int old = all.getFirst().number();
        // Whoever asks at this moment has its answer within the bound of a statement, and the table is held no longer.
        jdbc.sql("SET LOCAL lock_timeout = '2s'").update();
        jdbc.sql("DELETE FROM log_view WHERE generation = ?").param(old).update();
        jdbc.sql("UPDATE log_view SET serving = true").update();
        table.drop("log_" + old);
        return true;
    }

    /** Drops the months whose entries are no longer in the trail, and what only they said of people. */
    void expire() {
        long first = trail.firstRetained();
        transactions.executeWithoutResult(status -> {
            List<String> expired = generations("FOR UPDATE SKIP LOCKED").stream()
                    .flatMap(generation -> table.monthsBefore(generation.number(), first).stream())
                    .toList();
            expired.forEach(table::drop);
            values.forgetUnused(first);
        });
    }

    private List<Generation> generations(String lock) {
        return jdbc.sql("SELECT generation, position, serving FROM log_view ORDER BY generation " + lock)
                .query((row, number) -> new Generation(row.getInt(1), row.getLong(2), row.getBoolean(3)))
                .list();
    }
}
