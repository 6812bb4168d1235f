package dev.latchkey.gateway;

import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.UndertowClient;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.XnioIoThread;

/**
 * One service behind the gateway and the idle connections to it. Every I/O thread keeps its own, so no request waits for
 * another's lock; a service that is away is asked again with each request, so it is back the moment it listens again.
 */
final class Upstream {

    private static final int MAX_IN_FLIGHT = 512;
    private static final int MAX_IDLE_PER_THREAD = 64;
    /** Shorter than any service keeps an idle connection, so that we rarely write to one that is just being closed. */
    private static final long MAX_IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** A connection to where the service is, or was when it was made. */
    record Line(ClientConnection connection, URI to, boolean used) {}

    /** Gets the line, or hears why there is none. */
    interface Caller {

        void connected(Line line);

        void lost(IOException cause);
    }

    private record Idle(Line line, long since) {}

    private final Semaphore places = new Semaphore(MAX_IN_FLIGHT);
    private final Map<XnioIoThread, Deque<Idle>> idleByThread = new ConcurrentHashMap<>();
    private volatile URI uri;

    Upstream(URI uri) {
        this.uri = uri;
    }

    void moveTo(URI elsewhere) {
        uri = elsewhere;
    }

    /** A place for one request; false when the service has enough to do. */
    boolean enter() {
        return places.tryAcquire();
    }

    void leave() {
        places.release();
    }

    /** A line for this exchange, an idle one if there is any; called in the I/O thread of the exchange. */
    void connect(HttpServerExchange exchange, Caller caller) {
        Line idle = takeIdle(exchange.getIoThread());
        if (idle == null) {
            connectAnew(exchange, caller);
        } else {
            caller.connected(idle);
        }
    }

    private @Nullable Line takeIdle(XnioIoThread thread) {
        Deque<Idle> idle = idleOf(thread);
        for (Idle next = idle.pollLast(); next != null; next = idle.pollLast()) {
            Line line = next.line();
            if (line.connection().isOpen()
                    && line.to().equals(uri)
                    && System.nanoTime() - next.since() < MAX_IDLE_NANOS) {
                return line;
            }
            IoUtils.safeClose(line.connection());
        }
        return null;
    }

    private void connectAnew(HttpServerExchange exchange, Caller caller) {
        URI to = uri;
        ClientCallback<ClientConnection> callback = new ClientCallback<>() {
            @Override
            public void completed(ClientConnection connection) {
                caller.connected(new Line(connection, to, false));
            }

            @Override
            public void failed(IOException cause) {
                caller.lost(cause);
            }
        };
        UndertowClient.getInstance()
                .connect(
                        callback,
                        to,
                        exchange.getIoThread(),
                        exchange.getConnection().getByteBufferPool(),
                        OptionMap.EMPTY);
    }

    /** Takes back a line that has nothing more to say; called in the I/O thread it was given in. */
    void keep(Line line) {
        Deque<Idle> idle = idleOf(line.connection().getIoThread());
        if (line.connection().isOpen() && idle.size() < MAX_IDLE_PER_THREAD) {
            idle.addLast(new Idle(new Line(line.connection(), line.to(), true), System.nanoTime()));
        } else {
            IoUtils.safeClose(line.connection());
        }
    }

    private Deque<Idle> idleOf(XnioIoThread thread) {
        return idleByThread.computeIfAbsent(thread, first -> new ArrayDeque<>());
    }
}
