package dev.latchkey.registration.read.users;

import dev.latchkey.kernel.management.ManagementException;
import dev.latchkey.kernel.management.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which users are asked for.
 *
 * @param question {@code q}, in Lucene's language
 * @param connection whose users; absent, all
 * @param checkpoint where to go on, when the list is walked through by checkpoints
 */
record UserListRequest(
        Page page,
        boolean newestFirst,
        @Nullable String question,
        @Nullable String connection,
        @Nullable Checkpoint checkpoint,
        int take) {

    /** As Auth0: whoever wants more walks by checkpoints. */
    private static final int MOST_REACHABLE = 1_000;

    private static final int USUAL_TAKE = 50;
    private static final int MOST_TAKE = 100;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,3}");

    /**
     * Reads the query string.
     *
     * @throws ManagementException 400 that says what is wrong
     */
    static UserListRequest of(HttpServletRequest request) {
        Page page = Page.of(request);
        if (page.start() + page.size() > MOST_REACHABLE) {
            throw ManagementException.badRequest(
                    "You can only page through the first " + MOST_REACHABLE
                            + " users. Narrow the search, or walk through all with 'from' and 'take'.",
                    "invalid_paging");
        }
        requireKnownEngine(request);
        boolean byCheckpoint = request.getParameter("take") != null || request.getParameter("from") != null;
        return new UserListRequest(
                page,
                newestFirst(request),
                Page.onlyValue(request, "q"),
                Page.onlyValue(request, "connection"),
                byCheckpoint ? checkpoint(request) : null,
                take(request));
    }

    private static Checkpoint checkpoint(HttpServletRequest request) {
        String from = Page.onlyValue(request, "from");
        return from == null ? Checkpoint.START : Checkpoint.read(from);
    }

    private static int take(HttpServletRequest request) {
        String text = Page.onlyValue(request, "take");
        if (text == null) {
            return USUAL_TAKE;
        }
        int take = DIGITS.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (take < 1 || take > MOST_TAKE) {
            throw UserFields.invalid("'take' must be a number from 1 to " + MOST_TAKE);
        }
        return take;
    }

    private static boolean newestFirst(HttpServletRequest request) {
        String sort = Page.onlyValue(request, "sort");
        if (sort == null || "created_at:1".equals(sort)) {
            return false;
        }
        if ("created_at:-1".equals(sort)) {
            return true;
        }
        throw UserFields.invalid("'sort' must be created_at:1 or created_at:-1");
    }

    private static void requireKnownEngine(HttpServletRequest request) {
        String engine = Page.onlyValue(request, "search_engine");
        if (engine != null && !"v3".equals(engine)) {
            throw UserFields.invalid("'search_engine' must be v3");
        }
    }
}
