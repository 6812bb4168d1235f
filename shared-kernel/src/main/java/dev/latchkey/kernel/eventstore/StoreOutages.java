package dev.latchkey.kernel.eventstore;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Recognizes that PostgreSQL, not the data, is the problem, however deep the cause is wrapped: no connection, none to be
 * had from the pool in time, shut down, ended by an operator or a time limit, a table that is away. Then trying again later
 * helps. Of all that PostgreSQL can say only what it says of data (SQL state classes 22 and 23) will be said again.
 */
public final class StoreOutages {

    private static final int MOST_CAUSES = 16;

    private StoreOutages() {}

    /** Whether the store, not what was asked of it, is the problem. */
    public static boolean isIn(@Nullable Throwable problem) {
        Throwable cause = problem;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            if (isOutage(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** What to tell callers: that the store did not answer, or else the problem itself. */
    public static RuntimeException named(RuntimeException problem) {
        return isIn(problem)
                ? new DataAccessResourceFailureException("the event store did not answer", problem)
                : problem;
    }

    private static boolean isOutage(Throwable problem) {
        return switch (problem) {
            case TransactionException transaction -> true;
            case TransientDataAccessException passing -> true;
            case DataAccessResourceFailureException resource -> true;
            case SQLException sql -> !isAboutData(sql.getSQLState());
            default -> false;
        };
    }

    private static boolean isAboutData(@Nullable String state) {
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
