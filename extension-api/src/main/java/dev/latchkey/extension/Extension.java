package dev.latchkey.extension;

import java.util.Map;

/**
 * Something that token-service finds with {@link java.util.ServiceLoader}, under the name of what it can do: a
 * {@link SignInPolicy} or a {@link TokenClaims}.
 *
 * <p>There is one instance of it, which many threads use at the same time.
 */
public interface Extension {

    /**
     * Its name in the configuration, in logs and in events: {@code [a-z][a-z0-9-]{0,39}}, like no other extension's.
     *
     * <p>It is read before {@link #start}.
     */
    String name();

    /**
     * Called once, before the service takes requests.
     *
     * @param settings what stands in the configuration below {@code latchkey.extensions.<name>.settings}
     * @throws IllegalArgumentException when they are wrong; its message stands in the log, and the service does not start
     */
    default void start(Map<String, String> settings) {}

    /** Called once, when the service takes no more requests. */
    default void close() {}
}
