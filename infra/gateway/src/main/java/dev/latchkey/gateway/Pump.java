package dev.latchkey.gateway;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListeners;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/** Moves a service's answer to the client, one buffer at a time, at the speed of the slower side. */
final class Pump {

    /** What happens on the way. */
    interface Progress {

        /** The service has said all it had to say. */
        void heardAll();

        void broken(IOException cause);
    }

    private final StreamSourceChannel source;
    private final HttpServerExchange exchange;
    private final Progress progress;
    private final PooledByteBuffer pooled;
    private final ByteBuffer buffer;
    private @Nullable StreamSinkChannel sink;
    private boolean heardAll;
    private boolean stopped;
    private boolean moved;

    Pump(StreamSourceChannel source, HttpServerExchange exchange, Progress progress) {
        this.source = source;
        this.exchange = exchange;
        this.progress = progress;
        this.pooled = exchange.getConnection().getByteBufferPool().allocate();
        this.buffer = pooled.getBuffer().limit(0);
    }

    void move() {
        if (stopped) {
            return;
        }
        try {
            while (readOn()) {
                StreamSinkChannel open = openSink();
                if (!write(open)) {
                    return;
                }
                if (heardAll) {
                    stop();
                    finish(open);
                    return;
                }
            }
        } catch (IOException e) {
            stop();
            progress.broken(e);
        }
    }

    /** Whether something went out since the last time that somebody asked. */
    boolean hasMoved() {
        boolean movedSince = moved;
        moved = false;
        return movedSince;
    }

    void stop() {
        if (!stopped) {
            stopped = true;
            pooled.close();
        }
    }

    /** Fills the buffer when it is empty; false when there is nothing to do before the service says more. */
    private boolean readOn() throws IOException {
        if (buffer.hasRemaining() || heardAll) {
            return true;
        }
        buffer.clear();
        int read;
        do {
            read = source.read(buffer);
        } while (read > 0 && buffer.hasRemaining());
        buffer.flip();
        if (read < 0) {
            heardAll = true;
            progress.heardAll();
        } else if (!buffer.hasRemaining()) {
            waitForSource();
        }
        return buffer.hasRemaining() || heardAll;
    }

    private void waitForSource() {
        if (sink != null) {
            sink.suspendWrites();
        }
        source.getReadSetter().set(ready -> move());
        source.resumeReads();
    }

    /** Opened only now, because the headers leave with it: an answer that is here completely can say its length. */
    private StreamSinkChannel openSink() {
        if (sink == null) {
            boolean knownLength = heardAll && !exchange.getRequestMethod().equals(Methods.HEAD);
            if (knownLength && !exchange.getResponseHeaders().contains(Headers.CONTENT_LENGTH)) {
                exchange.setResponseContentLength(buffer.remaining());
            }
            sink = exchange.getResponseChannel();
        }
        return sink;
    }

    private boolean write(StreamSinkChannel open) throws IOException {
        while (buffer.hasRemaining()) {
            if (open.write(buffer) == 0) {
                source.suspendReads();
                open.getWriteSetter().set(ready -> move());
                open.resumeWrites();
                return false;
            }
            moved = true;
        }
        return true;
    }

    static void finish(StreamSinkChannel channel) throws IOException {
        channel.shutdownWrites();
        if (channel.flush()) {
            channel.suspendWrites();
        } else {
            channel.getWriteSetter()
                    .set(ChannelListeners.flushingChannelListener(
                            StreamSinkChannel::suspendWrites, ChannelListeners.closingChannelExceptionHandler()));
            channel.resumeWrites();
        }
    }
}
