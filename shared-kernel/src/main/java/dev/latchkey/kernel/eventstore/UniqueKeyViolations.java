package dev.latchkey.kernel.eventstore;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.axonframework.common.jdbc.PersistenceExceptionResolver;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes PostgreSQL's unique violation (SQL state 23505), by which the event store lets one append through and
 * refuses the other; the driver throws no subclass of its own for it, and hides it inside batches.
 */
public final class UniqueKeyViolations implements PersistenceExceptionResolver {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int MOST_CAUSES = 16;

    @Override
    public boolean isDuplicateKeyViolation(Exception exception) {
        return isIn(exception);
    }

    /** Whether a unique violation is the cause, however deep. */
    public static boolean isIn(@Nullable Throwable problem) {
        Throwable cause = problem;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            if (cause instanceof SQLException sql && isUniqueViolation(sql)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isUniqueViolation(SQLException exception) {
        SQLException next = exception instanceof BatchUpdateException ? exception.getNextException() : null;
        return UNIQUE_VIOLATION.equals(exception.getSQLState())
                || (next != null && UNIQUE_VIOLATION.equals(next.getSQLState()));
    }
}
