package dev.latchkey.token.extensions;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The configuration of one extension, below {@code latchkey.extensions.<name>}.
 *
 * @param timeLimit how long an answer may take
 * @param onFailure what becomes of a sign-in or of tokens without its answer; absent, it depends on the kind
 * @param atOnce how many questions it works on at the same time; whoever comes then gets no answer
 * @param settings what it is given itself
 */
record ExtensionProperties(
        @DefaultValue("300ms") Duration timeLimit,
        @Nullable OnFailure onFailure,
        @DefaultValue("16") int atOnce,
        @DefaultValue Map<String, String> settings) {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MOST_AT_ONCE = 256;

    /** What becomes of the question when there is no answer. */
    enum OnFailure {
        /** The person is refused. */
        REFUSE,
        /** It goes on as if the extension were not there. */
        CONTINUE
    }

    ExtensionProperties {
        if (!timeLimit.isPositive() || timeLimit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("time-limit must be more than nothing and at most 10 seconds");
        }
        if (atOnce < 1 || atOnce > MOST_AT_ONCE) {
            throw new IllegalArgumentException("at-once must be between 1 and " + MOST_AT_ONCE);
        }
        settings = Map.copyOf(settings);
    }
}
