package dev.latchkey.kernel.messaging;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Shows each projection's state; one that is behind, or has parked events, is no reason to stop answering. */
final class ProjectionsHealth implements HealthIndicator {

    private final Projections projections;

    ProjectionsHealth(Projections projections) {
        this.projections = projections;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        projections.all().forEach(status -> health.withDetail(status.name(), status));
        return health.build();
    }
}
