package dev.latchkey.standalone;

import dev.latchkey.standalone.supervision.RunOptions;
import java.nio.file.Path;

/** What the command line asks for. */
sealed interface Command {

    /** The folder of everything that is kept. */
    Path data();

    /**
     * Run the suite until it is interrupted.
     *
     * @param options what is out of the ordinary
     */
    record Run(Path data, int port, RunOptions options) implements Command {

        Run(Path data, int port) {
            this(data, port, RunOptions.NONE);
        }
    }

    /** Sign up and in against the running suite, and show everything. */
    record Demo(Path data) implements Command {}

    /** Show the parts of the running suite. */
    record Status(Path data) implements Command {}

    /** Stop one part of the running suite. */
    record Stop(Path data, String part) implements Command {}

    /** Start one part of the running suite again. */
    record Start(Path data, String part) implements Command {}

    /** Show the projections with their lag. */
    record Projections(Path data) implements Command {}

    /** Try again what a projection could not take in. */
    record Retry(Path data, String projection) implements Command {}

    /** Build a projection anew from the first event. */
    record Rebuild(Path data, String projection) implements Command {}

    /** Sign tokens with a new key from now on. */
    record RotateKeys(Path data) implements Command {}
}
