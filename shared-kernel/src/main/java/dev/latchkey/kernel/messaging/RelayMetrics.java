package dev.latchkey.kernel.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * What an alarm watches of the relay: {@code latchkey.relay.lag}, the stored events that Kafka has not confirmed yet,
 * {@code latchkey.relay.age}, for how long the oldest of them waits, and {@code latchkey.relay.active}.
 */
final class RelayMetrics implements MeterBinder {

    private final Relay relay;
    private final RelayLag lag;

    RelayMetrics(Relay relay, RelayLag lag) {
        this.relay = relay;
        this.lag = lag;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("latchkey.relay.lag", lag, RelayLag::events)
                .description("Stored events that Kafka has not confirmed, counted up to " + RelayLag.MOST_COUNTED)
                .register(registry);
        Gauge.builder("latchkey.relay.age", lag, RelayLag::ageSeconds)
                .description("For how long the oldest event waits that Kafka has not confirmed")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("latchkey.relay.active", relay, it -> it.state() == RelayState.RELAYING ? 1 : 0)
                .description("1 while this instance relays and Kafka confirms")
                .register(registry);
    }
}
