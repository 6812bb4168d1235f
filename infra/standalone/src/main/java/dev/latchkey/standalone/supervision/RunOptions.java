package dev.latchkey.standalone.supervision;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is out of the ordinary in a run.
 *
 * @param recover whether the database was restored from a copy, and is to get back what Kafka knows first
 * @param extensions the folder of token-service's extensions, if there are any
 */
public record RunOptions(boolean recover, @Nullable Path extensions) {

    /** Nothing. */
    public static final RunOptions NONE = new RunOptions(false, null);
}
