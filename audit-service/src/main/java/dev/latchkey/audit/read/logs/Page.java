package dev.latchkey.audit.read.logs;

import dev.latchkey.kernel.management.ManagementException;

/**
 * Which part of what was found is shown, and how.
 *
 * @param number from 0
 * @param withTotals whether the list is wrapped with its totals
 */
record Page(int number, int size, Order order, boolean withTotals) {

    /** Whoever wants more goes from checkpoint to checkpoint. */
    static final int MOST_REACHABLE = 1_000;

    private static final int MOST_NUMBER = 1_000_000;
    static final int MOST_SIZE = 100;
    static final int USUAL_SIZE = 50;

    /**
     * Reads {@code page}, {@code per_page}, {@code sort} and {@code include_totals}.
     *
     * @throws ManagementException 400 when one of them is out of its bounds
     */
    static Page of(Parameters parameters) {
        Page page = new Page(
                parameters.number("page", 0, 0, MOST_NUMBER),
                parameters.number("per_page", USUAL_SIZE, 1, MOST_SIZE),
                order(parameters),
                parameters.flag("include_totals", false));
        if (page.start() + page.size > MOST_REACHABLE) {
            throw ManagementException.badRequest(
                    "You can only page through the first " + MOST_REACHABLE
                            + " records. Get logs by checkpoint to read them all.",
                    "invalid_paging");
        }
        return page;
    }

    private static Order order(Parameters parameters) {
        return parameters
                .text("sort")
                .map(sort -> switch (sort) {
                    case "", "date:-1" -> Order.NEWEST_FIRST;
                    case "date:1" -> Order.OLDEST_FIRST;
                    case "log_id:-1" -> Order.NEWEST_ENTRY_FIRST;
                    case "log_id:1" -> Order.OLDEST_ENTRY_FIRST;
                    default -> throw Parameters.invalid("'sort' must be date or log_id, and :1 or :-1");
                })
                .orElse(Order.NEWEST_FIRST);
    }

    /** The position of the first one. */
    long start() {
        return (long) number * size;
    }
}
