package dev.latchkey.kernel.messaging;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Shows what the relay does; Kafka being away is no reason to take a service out of the login path. */
final class RelayHealth implements HealthIndicator {

    private final Relay relay;

    RelayHealth(Relay relay) {
        this.relay = relay;
    }

    @Override
    public Health health() {
        return Health.up().withDetail("state", relay.state()).build();
    }
}
