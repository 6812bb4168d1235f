package dev.latchkey.kernel.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Feeds the new tables of every projection that is being built anew, until they take the old ones' place. */
final class RebuildWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RebuildWorker.class);
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(500);

    private final List<Projection> projections;
    private final Rebuilds rebuilds;
    private final Function<Projection, Feed> feedOfNext;
    private final Map<Projection, Feed> feeds = new HashMap<>();
    private final Signal stopped = new Signal();
    private final Worker worker = new Worker("rebuilds", this::work);
    private volatile boolean running;

    RebuildWorker(List<Projection> projections, Rebuilds rebuilds, Function<Projection, Feed> feedOfNext) {
        this.projections = List.copyOf(projections);
        this.rebuilds = rebuilds;
        this.feedOfNext = feedOfNext;
    }

    @Override
    public void start() {
        running = true;
        if (!projections.isEmpty()) {
            worker.start();
        }
    }

    @Override
    public void stop() {
        running = false;
        stopped.raise();
        worker.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void work() {
        try {
            while (running) {
                look();
                stopped.await(LOOK_INTERVAL);
            }
        } finally {
            feeds.values().forEach(Feed::stop);
            feeds.clear();
        }
    }

    private void look() {
        try {
            Collection<Projection> wanted = rebuilds.running(projections);
            for (Projection projection : wanted) {
                feeds.computeIfAbsent(projection, this::startFeed);
                rebuilds.finishIfCaughtUp(projection);
            }
            List<Projection> over = new ArrayList<>(feeds.keySet());
            over.removeAll(wanted);
            over.forEach(projection -> feeds.remove(projection).stop());
        } catch (RuntimeException problem) {
            log.warn("rebuilds wait: {}", problem.toString());
        }
    }

    private Feed startFeed(Projection projection) {
        Feed feed = feedOfNext.apply(projection);
        feed.start();
        return feed;
    }
}
