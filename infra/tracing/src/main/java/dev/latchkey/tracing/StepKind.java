package dev.latchkey.tracing;

import io.opentelemetry.api.trace.SpanKind;

/** What a step is to those beside it. */
public enum StepKind {
    /** Answers a request that came over the network. */
    SERVER(SpanKind.SERVER),
    /** Work inside a process. */
    INTERNAL(SpanKind.INTERNAL),
    /** Hands an event to Kafka. */
    PRODUCER(SpanKind.PRODUCER),
    /** Takes an event from Kafka in. */
    CONSUMER(SpanKind.CONSUMER);

    private final SpanKind kind;

    StepKind(SpanKind kind) {
        this.kind = kind;
    }

    SpanKind kind() {
        return kind;
    }
}
