package dev.latchkey.kernel.messaging;

import java.util.List;
import org.springframework.context.SmartLifecycle;

/** All feeds of a service, started and stopped together. */
final class Feeds implements SmartLifecycle {

    private final List<Feed> feeds;
    private volatile boolean running;

    Feeds(List<Feed> feeds) {
        this.feeds = List.copyOf(feeds);
    }

    List<Feed> all() {
        return feeds;
    }

    @Override
    public void start() {
        feeds.forEach(Feed::start);
        running = true;
    }

    @Override
    public void stop() {
        feeds.forEach(Feed::stop);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
