package dev.latchkey.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one process tells of the way of requests. Without an endpoint it is off: nothing is drawn, nothing is kept, nothing
 * is sent.
 *
 * <p>Finished steps wait in a bounded queue; while nobody takes them they are dropped, and nothing else suffers.
 */
public final class Tracing implements AutoCloseable {

    private static final String SCOPE = "dev.latchkey";
    private static final int MOST_WAITING = 2_048;
    private static final int MOST_AT_ONCE = 512;
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration SEND_LIMIT = Duration.ofSeconds(5);
    private static final long STOP_SECONDS = 2;
    private static final Tracing OFF = new Tracing(null);

    private final @Nullable SdkTracerProvider provider;
    private final Tracer tracer;

    private Tracing(@Nullable SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = (provider == null ? TracerProvider.noop() : provider).get(SCOPE);
    }

    /** Tells nothing. */
    public static Tracing off() {
        return OFF;
    }

    /** As configured; {@code process} is the name by which a reader of traces knows this one. */
    public static Tracing of(TracingSettings settings, String process) {
        String target = settings.target();
        if (target == null) {
            return OFF;
        }
        Attributes who = Attributes.of(
                AttributeKey.stringKey("service.name"),
                process,
                AttributeKey.stringKey("service.namespace"),
                "latchkey");
        return new Tracing(SdkTracerProvider.builder()
                .setResource(Resource.create(who))
                // What the front door decided of a request holds for all that comes after.
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.sampling())))
                .addSpanProcessor(queueTo(target))
                .build());
    }

    private static SpanProcessor queueTo(String target) {
        OtlpHttpSpanExporter sender = OtlpHttpSpanExporter.builder()
                .setEndpoint(target)
                .setTimeout(SEND_LIMIT)
                .build();
        return BatchSpanProcessor.builder(new QuietExporter(sender, target))
                .setMaxQueueSize(MOST_WAITING)
                .setMaxExportBatchSize(MOST_AT_ONCE)
                .setScheduleDelay(INTERVAL)
                .setExporterTimeout(SEND_LIMIT)
                .build();
    }

    /** Whether anything is told at all. */
    public boolean isOn() {
        return provider != null;
    }

    /** The first step of a way: nothing that a caller says of an earlier one counts. */
    public Step root(StepKind kind, String name) {
        return begin(tracer.spanBuilder(name).setNoParent(), kind);
    }

    /** A step within the one that this thread is in, if it is in one. */
    public Step within(StepKind kind, String name) {
        return begin(tracer.spanBuilder(name), kind);
    }

    /** A step after one that this text names; the first one of a way where it names none. */
    public Step after(@Nullable String traceparent, StepKind kind, String name) {
        if (provider == null) {
            return Step.NONE;
        }
        Context earlier = Context.root().with(Span.wrap(Traceparent.read(traceparent)));
        return begin(tracer.spanBuilder(name).setParent(earlier), kind);
    }

    private Step begin(SpanBuilder builder, StepKind kind) {
        return provider == null
                ? Step.NONE
                : new Step(builder.setSpanKind(kind.kind()).startSpan());
    }

    /** Names the step that this thread is in, if it is one that is told. */
    public static @Nullable String here() {
        return Traceparent.ofRecorded(Span.current().getSpanContext());
    }

    /** Says something about the step that this thread is in: never a value that tells who somebody is. */
    public static void sayHere(String key, String value) {
        Span.current().setAttribute(key, value);
    }

    /** What is still waiting is sent, in bounded time. */
    @Override
    public void close() {
        if (provider != null) {
            provider.shutdown().join(STOP_SECONDS, TimeUnit.SECONDS);
        }
    }
}
