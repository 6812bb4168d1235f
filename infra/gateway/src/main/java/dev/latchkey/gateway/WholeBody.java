package dev.latchkey.gateway;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Takes in the whole request body, bounded in size and time, before anything is passed on: a slow or endless body never costs
 * a service anything.
 */
final class WholeBody implements HttpHandler {

    /** What happens to a request that is here completely; called in its I/O thread. */
    interface Next {
        void handle(HttpServerExchange exchange, byte[] body);
    }

    private static final byte[] EMPTY = {};
    /** How much of a refused body is still read, so that a client that sends first and reads later sees the refusal. */
    private static final int MAX_DISCARDED = 1024 * 1024;

    private final Limits limits;
    private final Next next;

    WholeBody(Limits limits, Next next) {
        this.limits = limits;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        boolean noBody = exchange.isRequestComplete();
        Runnable first = noBody ? () -> next.handle(exchange, EMPTY) : () -> new Reading(exchange).start();
        exchange.dispatch(SameThreadExecutor.INSTANCE, first);
    }

    private final class Reading {

        private final HttpServerExchange exchange;
        private final StreamSourceChannel channel;
        private byte[] body = EMPTY;
        private int length;
        private boolean refused;
        private int discarded;
        /** Nothing of the body is on its way any more. */
        private boolean over;

        private XnioExecutor.@Nullable Key deadline;

        Reading(HttpServerExchange exchange) {
            this.exchange = exchange;
            this.channel = exchange.getRequestChannel();
        }

        void start() {
            exchange.addExchangeCompleteListener((done, others) -> {
                end();
                others.proceed();
            });
            if (exchange.getRequestContentLength() > limits.bodyBytes()) {
                refuse();
            }
            read();
            if (!over) {
                channel.getReadSetter().set(ready -> read());
                channel.resumeReads();
                deadline =
                        exchange.getIoThread().executeAfter(this::tooSlow, limits.bodyMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private void end() {
            over = true;
            if (deadline != null) {
                deadline.remove();
            }
        }

        private void read() {
            try (PooledByteBuffer pooled =
                    exchange.getConnection().getByteBufferPool().allocate()) {
                ByteBuffer buffer = pooled.getBuffer();
                int read = 0;
                while (!over && (read = channel.read(buffer.clear())) > 0) {
                    take(buffer.flip());
                }
                if (!over && read < 0) {
                    complete();
                }
            } catch (IOException e) {
                cut();
            }
        }

        private void take(ByteBuffer bytes) {
            if (!refused && length + bytes.remaining() > limits.bodyBytes()) {
                refuse();
            }
            if (refused) {
                discarded += bytes.remaining();
                if (discarded > MAX_DISCARDED) {
                    cut();
                }
            } else {
                int end = length + bytes.remaining();
                if (end > body.length) {
                    body = Arrays.copyOf(body, Math.min(2 * end, limits.bodyBytes()));
                }
                bytes.get(body, length, bytes.remaining());
                length = end;
            }
        }

        private void complete() {
            end();
            channel.suspendReads();
            if (!refused) {
                next.handle(exchange, Arrays.copyOf(body, length));
            }
        }

        private void refuse() {
            refused = true;
            body = EMPTY;
            Answers.bodyTooLarge(exchange, limits.bodyBytes());
        }

        /** Before an answer the client learns why; after it (a refused body still dripping in) the connection just ends. */
        private void tooSlow() {
            if (refused) {
                cut();
            } else {
                end();
                exchange.setPersistent(false);
                exchange.getConnection().terminateRequestChannel(exchange);
                Answers.bodyTooSlow(exchange);
            }
        }

        private void cut() {
            end();
            IoUtils.safeClose(exchange.getConnection());
        }
    }
}
