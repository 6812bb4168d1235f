package dev.latchkey.tracing;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text that names a step: {@code traceparent} of W3C Trace Context, version 00. */
final class Traceparent {

    private static final Pattern FORM = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    private Traceparent() {}

    /** The step that a text names; an invalid one where it names none. */
    static SpanContext read(@Nullable String text) {
        Matcher form = FORM.matcher(text == null ? "" : text);
        return form.matches()
                ? SpanContext.createFromRemoteParent(
                        form.group(1), form.group(2), TraceFlags.fromHex(form.group(3), 0), TraceState.getDefault())
                : SpanContext.getInvalid();
    }

    static String write(SpanContext step) {
        return "00-" + step.getTraceId() + "-" + step.getSpanId() + "-"
                + step.getTraceFlags().asHex();
    }

    static @Nullable String ofRecorded(SpanContext step) {
        return step.isValid() && step.isSampled() ? write(step) : null;
    }
}
