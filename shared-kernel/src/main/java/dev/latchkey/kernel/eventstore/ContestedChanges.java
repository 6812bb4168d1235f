package dev.latchkey.kernel.eventstore;

import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;

/** Tries a change again from the start when somebody else moved the same stream on at the same moment. */
public final class ContestedChanges {

    private static final int MOST_TRIES = 3;

    private ContestedChanges() {}

    /**
     * Carries the change out.
     *
     * @throws org.springframework.dao.DataAccessException when the store is away, or others are always quicker
     */
    public static <R> R carryOut(Supplier<R> change) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                return change.get();
            } catch (RuntimeException problem) {
                if (StoreOutages.isIn(problem) || !UniqueKeyViolations.isIn(problem)) {
                    throw StoreOutages.named(problem);
                }
            }
        }
        throw new ConcurrencyFailureException("others change the same all the time");
    }
}
