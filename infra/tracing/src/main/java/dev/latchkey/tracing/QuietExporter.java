package dev.latchkey.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;

/** Says in one line, now and then, that nobody takes the steps; the sender itself would print a stack trace each time. */
final class QuietExporter implements SpanExporter {

    private static final System.Logger LOG = System.getLogger(Tracing.class.getName());
    private static final long BETWEEN_LINES = Duration.ofMinutes(5).toNanos();
    /** Kept, because the JDK forgets the level of a logger that nobody holds. */
    private static final List<Logger> LOUD = List.of(
            Logger.getLogger("io.opentelemetry.exporter"), Logger.getLogger("io.opentelemetry.sdk.trace.export"));

    private final SpanExporter sender;
    private final String target;
    private final AtomicLong saidAt = new AtomicLong(System.nanoTime() - BETWEEN_LINES);

    QuietExporter(SpanExporter sender, String target) {
        LOUD.forEach(logger -> logger.setLevel(java.util.logging.Level.OFF));
        this.sender = sender;
        this.target = target;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode sent = sender.export(spans);
        return sent.whenComplete(() -> {
            if (!sent.isSuccess()) {
                sayThatNobodyTakesThem();
            }
        });
    }

    private void sayThatNobodyTakesThem() {
        long now = System.nanoTime();
        long last = saidAt.get();
        if (now - last >= BETWEEN_LINES && saidAt.compareAndSet(last, now)) {
            LOG.log(Level.WARNING, "Traces are lost: {0} does not take them", target);
        }
    }

    @Override
    public CompletableResultCode flush() {
        return sender.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return sender.shutdown();
    }
}
