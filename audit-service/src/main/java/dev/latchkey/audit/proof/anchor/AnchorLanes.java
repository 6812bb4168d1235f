package dev.latchkey.audit.proof.anchor;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Serves every place outside as long as the service runs. */
@Component
final class AnchorLanes implements SmartLifecycle {

    private final List<AnchorLane> lanes;
    private volatile boolean running;

    AnchorLanes(List<TreeHeadAnchor> anchors, Anchoring anchoring, AnchorProperties properties, MeterRegistry meters) {
        this.lanes = anchors.stream()
                .map(anchor -> new AnchorLane(anchor, anchoring, properties.interval(), meters))
                .toList();
    }

    @Override
    public void start() {
        running = true;
        lanes.forEach(AnchorLane::start);
    }

    @Override
    public void stop() {
        running = false;
        lanes.forEach(AnchorLane::stop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
