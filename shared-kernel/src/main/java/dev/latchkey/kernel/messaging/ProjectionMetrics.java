package dev.latchkey.kernel.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * What an alarm watches of projections: {@code latchkey.projection.lag}, the events that this instance has still to take
 * in (-1 while it does not know), and {@code latchkey.projection.parked}, the events that could not be taken in.
 */
final class ProjectionMetrics implements MeterBinder {

    private final Projections projections;

    ProjectionMetrics(Projections projections) {
        this.projections = projections;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        projections.names().forEach(name -> {
            Gauge.builder("latchkey.projection.lag", () -> projections.lag(name))
                    .description("Events that this instance has still to take in; -1 while it does not know")
                    .tag("projection", name)
                    .register(registry);
            Gauge.builder("latchkey.projection.parked", () -> projections.parkedCount(name))
                    .description("Events that could not be taken in, and those that wait behind them")
                    .tag("projection", name)
                    .register(registry);
        });
    }
}
