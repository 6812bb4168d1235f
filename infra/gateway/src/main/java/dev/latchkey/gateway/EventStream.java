package dev.latchkey.gateway;

import dev.latchkey.gateway.feed.LiveEvent;
import dev.latchkey.gateway.feed.LiveFeed;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.server.handlers.sse.ServerSentEventConnection.EventCallback;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/** One browser that listens, as Server-Sent Events; one that does not read what it asked for is let go. */
final class EventStream implements LiveFeed.Listener, EventCallback {

    private static final int MAX_UNREAD = 256;

    private final HttpServerExchange exchange;
    private final ServerSentEventConnection stream;
    private final AtomicInteger unread = new AtomicInteger();

    EventStream(HttpServerExchange exchange, ServerSentEventConnection stream) {
        this.exchange = exchange;
        this.stream = stream;
    }

    @Override
    public void tell(LiveEvent event) {
        if (unread.incrementAndGet() > MAX_UNREAD) {
            hangUp();
        } else {
            stream.send(event.toJson(), null, event.id(), this);
        }
    }

    @Override
    public void end() {
        stream.shutdown();
    }

    /** Later and in the connection's own thread: whoever tells may hold locks. */
    private void hangUp() {
        exchange.getIoThread().execute(() -> IoUtils.safeClose(exchange.getConnection()));
    }

    @Override
    public void done(
            ServerSentEventConnection written, @Nullable String data, @Nullable String event, @Nullable String id) {
        unread.decrementAndGet();
    }

    @Override
    public void failed(
            ServerSentEventConnection broken,
            @Nullable String data,
            @Nullable String event,
            @Nullable String id,
            IOException cause) {
        // Undertow tells this while it closes the connection; nothing is left to do.
    }
}
