package dev.latchkey.standalone.supervision;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One life of a part: from the start of its process to its end. */
interface Life {

    long pid();

    /** Returns when the part does its work; throws when it ends before that, or takes longer than the limit. */
    void awaitReady(Duration limit);

    /** Completed by the end of the process, with a word on how it ended. */
    CompletableFuture<String> end();

    /** Ends the process in order and returns when it is gone; by force when it takes too long. */
    void stop();
}
