package dev.latchkey.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** One step of a way, from its beginning until it is closed. */
public final class Step implements AutoCloseable {

    static final Step NONE = new Step(Span.getInvalid());

    private static final Inside NOWHERE = () -> {};

    private final Span span;

    Step(Span span) {
        this.span = span;
    }

    /** Whether it is told: what is only worked out for it can be left out otherwise. */
    public boolean isTold() {
        return span.isRecording();
    }

    /** Says something about it: never a value that tells who somebody is. */
    public Step put(String key, @Nullable String value) {
        if (value != null) {
            span.setAttribute(key, value);
        }
        return this;
    }

    /** Says a number about it. */
    public Step put(String key, long value) {
        span.setAttribute(key, value);
        return this;
    }

    /** Says what it turned out to be. */
    public Step rename(String name) {
        span.updateName(name);
        return this;
    }

    /** Names another step that led to this one without being a part of its way. */
    public Step cameFrom(@Nullable String traceparent) {
        SpanContext earlier = Traceparent.read(traceparent);
        if (earlier.isValid()) {
            span.addLink(earlier);
        }
        return this;
    }

    /** It did not do what it was for, through nobody's fault but ours. */
    public void failed() {
        span.setStatus(StatusCode.ERROR);
    }

    /** How the next process names it, told or not; null when nothing is told here at all. */
    public @Nullable String traceparent() {
        SpanContext step = span.getSpanContext();
        return step.isValid() ? Traceparent.write(step) : null;
    }

    /** For log lines; null when it is not told. */
    public @Nullable String traceId() {
        return isTold() ? span.getSpanContext().getTraceId() : null;
    }

    /** For log lines; null when it is not told. */
    public @Nullable String spanId() {
        return isTold() ? span.getSpanContext().getSpanId() : null;
    }

    /** What this thread does until the result is closed is part of it. */
    @SuppressWarnings("MustBeClosedChecker") // the caller closes it
    public Inside enter() {
        if (!span.getSpanContext().isValid()) {
            return NOWHERE;
        }
        Scope scope = span.makeCurrent();
        return scope::close;
    }

    /** The time that a thread spends in a step. */
    public interface Inside extends AutoCloseable {

        @Override
        void close();
    }

    @Override
    public void close() {
        span.end();
    }
}
