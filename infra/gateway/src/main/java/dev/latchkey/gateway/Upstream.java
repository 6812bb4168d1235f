package dev.latchkey.gateway;

import io.undertow.client.ClientCallback;
import io.undertow.client.ClientConnection;
import io.undertow.client.UndertowClient;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.XnioExecutor;
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
    /** After which a busy connection too makes room for one to wherever the service is by then. */
    private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final int MAX_CONNECT_MILLIS = 3_000;

    /** A connection to where the service is, or was when it was made. */
    record Line(ClientConnection connection, URI to, boolean used, long madeNanos) {}

    /** Gets the line, or hears why there is none. */
    interface Caller {

        void connected(Line line);

        void lost(IOException cause);
    }

    private record Idle(Line line, long since) {}

    private final Semaphore places = new Semaphore(MAX_IN_FLIGHT);
    private final Map<XnioIoThread, Deque<Idle>> idleByThread = new ConcurrentHashMap<>();
    private final ServiceAddress.Lookup lookup;
    private volatile ServiceAddress address;

    Upstream(URI uri, ServiceAddress.Lookup lookup) {
        this.lookup = lookup;
        this.address = new ServiceAddress(uri, lookup);
    }

    void moveTo(URI elsewhere) {
        address = new ServiceAddress(elsewhere, lookup);
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
                    && line.to().equals(address.uri())
                    && System.nanoTime() - line.madeNanos() < MAX_AGE_NANOS
                    && System.nanoTime() - next.since() < MAX_IDLE_NANOS) {
                return line;
            }
            IoUtils.safeClose(line.connection());
        }
        return null;
    }

    private void connectAnew(HttpServerExchange exchange, Caller caller) {
        ServiceAddress to = address;
        CompletableFuture<List<URI>> addresses = to.addresses();
        if (addresses.isDone() && !addresses.isCompletedExceptionally()) {
            new Attempt(exchange, caller, to.uri(), addresses.join()).next(null);
        } else {
            var unused = addresses.whenComplete(
                    (found, failure) -> exchange.getIoThread().execute(() -> {
                        if (found == null) {
                            caller.lost(
                                    new IOException("The name " + to.uri().getHost() + " is not known now", failure));
                        } else {
                            new Attempt(exchange, caller, to.uri(), found).next(null);
                        }
                    }));
        }
    }

    /** Tries the addresses of a service in turn, all in the I/O thread of the exchange. */
    private static final class Attempt {

        private final HttpServerExchange exchange;
        private final Caller caller;
        private final URI service;
        private final Deque<URI> left;

        Attempt(HttpServerExchange exchange, Caller caller, URI service, List<URI> addresses) {
            this.exchange = exchange;
            this.caller = caller;
            this.service = service;
            this.left = new ArrayDeque<>(addresses);
        }

        void next(@Nullable IOException cause) {
            URI address = left.poll();
            if (address == null) {
                caller.lost(cause == null ? new IOException("No address of " + service) : cause);
                return;
            }
            Try one = new Try(this);
            one.deadline = exchange.getIoThread().executeAfter(one::tooSlow, MAX_CONNECT_MILLIS, TimeUnit.MILLISECONDS);
            UndertowClient.getInstance()
                    .connect(
                            one,
                            address,
                            exchange.getIoThread(),
                            exchange.getConnection().getByteBufferPool(),
                            OptionMap.EMPTY);
        }
    }

    /** One connection in the making; what comes of it after its time is closed. */
    private static final class Try implements ClientCallback<ClientConnection> {

        private final Attempt attempt;
        private XnioExecutor.@Nullable Key deadline;
        private boolean over;

        Try(Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        public void completed(ClientConnection connection) {
            if (over) {
                IoUtils.safeClose(connection);
            } else {
                end();
                attempt.caller.connected(new Line(connection, attempt.service, false, System.nanoTime()));
            }
        }

        @Override
        public void failed(IOException cause) {
            if (!over) {
                end();
                attempt.next(cause);
            }
        }

        void tooSlow() {
            failed(new IOException("No connection to " + attempt.service + " in time"));
        }

        private void end() {
            over = true;
            if (deadline != null) {
                deadline.remove();
            }
        }
    }

    /** Takes back a line that has nothing more to say; called in the I/O thread it was given in. */
    void keep(Line line) {
        Deque<Idle> idle = idleOf(line.connection().getIoThread());
        if (line.connection().isOpen() && idle.size() < MAX_IDLE_PER_THREAD) {
            idle.addLast(new Idle(new Line(line.connection(), line.to(), true, line.madeNanos()), System.nanoTime()));
        } else {
            IoUtils.safeClose(line.connection());
        }
    }

    private Deque<Idle> idleOf(XnioIoThread thread) {
        return idleByThread.computeIfAbsent(thread, first -> new ArrayDeque<>());
    }
}
