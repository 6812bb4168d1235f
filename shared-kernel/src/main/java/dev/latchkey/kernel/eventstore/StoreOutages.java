package dev.latchkey.kernel.eventstore;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes that PostgreSQL does not answer, however deep the cause is wrapped: no connection (class 08, or none to be had
 * from the pool in time), no resources (53), shut down or ended by an operator or a time limit (57).
 */
public final class StoreOutages {

    private static final int MOST_CAUSES = 16;

    private StoreOutages() {}

    /** Whether the store, not the request, is the problem. */
    public static boolean isIn(@Nullable Throwable problem) {
        Throwable cause = problem;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            if (cause instanceof SQLException sql && isOutage(sql)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isOutage(SQLException exception) {
        String state = exception.getSQLState();
        return exception instanceof SQLTransientConnectionException
                || (state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57")));
    }
}
