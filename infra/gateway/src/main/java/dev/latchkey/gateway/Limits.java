package dev.latchkey.gateway;

import java.time.Duration;

/**
 * How much one request may take.
 *
 * @param headBytes request line and headers
 * @param head time for all of them to arrive
 * @param bodyBytes the body
 * @param body time for all of it to arrive
 * @param answer time for the service to answer
 */
record Limits(int headBytes, Duration head, int bodyBytes, Duration body, Duration answer) {

    static final Limits DEFAULT =
            new Limits(16 * 1024, Duration.ofSeconds(10), 64 * 1024, Duration.ofSeconds(10), Duration.ofSeconds(15));

    int headMillis() {
        return Math.toIntExact(head.toMillis());
    }

    int bodyMillis() {
        return Math.toIntExact(body.toMillis());
    }

    int answerMillis() {
        return Math.toIntExact(answer.toMillis());
    }
}
