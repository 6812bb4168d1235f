package dev.latchkey.gateway;

import io.undertow.client.ClientCallback;
import io.undertow.client.ClientExchange;
import io.undertow.client.ClientRequest;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSinkChannel;

/** The way of one request to its service and of the answer back, all in the I/O thread of its connection. */
final class Passage implements Upstream.Caller, Pump.Progress {

    private static final Set<HttpString> SAFE_TO_REPEAT = Set.of(Methods.GET, Methods.HEAD, Methods.OPTIONS);

    private static final String LINES = "application/x-ndjson";

    private final HttpServerExchange exchange;
    private final Origin origin;
    private final byte[] body;
    private final Upstream upstream;
    private final int answerMillis;
    private XnioExecutor.@Nullable Key deadline;
    private Upstream.@Nullable Line line;
    private @Nullable Pump pump;
    private boolean saidAll;
    /** Nothing more may happen to this request: it is answered, or nobody waits for an answer any more. */
    private boolean over;

    private Passage(HttpServerExchange exchange, Origin origin, byte[] body, Upstream upstream, int answerMillis) {
        this.exchange = exchange;
        this.origin = origin;
        this.body = body;
        this.upstream = upstream;
        this.answerMillis = answerMillis;
    }

    static void open(HttpServerExchange exchange, Origin origin, byte[] body, Upstream upstream, Limits limits) {
        if (upstream.enter()) {
            new Passage(exchange, origin, body, upstream, limits.answerMillis()).start();
        } else {
            Answers.unavailable(exchange, StatusCodes.SERVICE_UNAVAILABLE);
        }
    }

    private void start() {
        setDeadline();
        exchange.addExchangeCompleteListener((done, others) -> {
            ended();
            others.proceed();
        });
        upstream.connect(exchange, this);
    }

    @Override
    public void connected(Upstream.Line found) {
        if (over) {
            upstream.keep(found);
            return;
        }
        line = found;
        found.connection().sendRequest(request(), then(this::sent));
    }

    private ClientRequest request() {
        String query = exchange.getQueryString();
        ClientRequest request = new ClientRequest()
                .setMethod(exchange.getRequestMethod())
                .setPath(query.isEmpty() ? exchange.getRequestURI() : exchange.getRequestURI() + '?' + query);
        HeaderMap headers = request.getRequestHeaders();
        EndToEnd.copyRequest(exchange.getRequestHeaders(), headers);
        if (body.length > 0 || exchange.getRequestHeaders().contains(Headers.CONTENT_LENGTH)) {
            headers.put(Headers.CONTENT_LENGTH, body.length);
        }
        headers.put(Headers.X_FORWARDED_FOR, origin.address());
        headers.put(Headers.X_FORWARDED_PROTO, origin.scheme());
        return request;
    }

    private void sent(ClientExchange call) {
        call.setResponseListener(then(this::answered));
        write(ByteBuffer.wrap(body), call.getRequestChannel());
    }

    private void write(ByteBuffer rest, StreamSinkChannel channel) {
        try {
            while (rest.hasRemaining()) {
                if (channel.write(rest) == 0) {
                    channel.getWriteSetter().set(ready -> write(rest, ready));
                    channel.resumeWrites();
                    return;
                }
            }
            Pump.finish(channel);
            saidAll = true;
        } catch (IOException e) {
            lost(e);
        }
    }

    private void answered(ClientExchange call) {
        exchange.setStatusCode(call.getResponse().getResponseCode());
        EndToEnd.copyAnswer(call.getResponse().getResponseHeaders(), exchange.getResponseHeaders());
        pump = new Pump(call.getResponseChannel(), exchange, this);
        pump.move();
    }

    @Override
    public void heardAll() {
        over = true;
        if (line != null && saidAll) {
            upstream.keep(line);
            line = null;
        }
        hangUp();
    }

    @Override
    public void broken(IOException cause) {
        over = true;
        hangUp();
        IoUtils.safeClose(exchange.getConnection());
    }

    /** The service is away, or left before it answered. */
    @Override
    public void lost(IOException cause) {
        if (over) {
            return;
        }
        if (pump != null) {
            broken(cause);
            return;
        }
        Upstream.Line broken = line;
        hangUp();
        if (broken != null && broken.used() && SAFE_TO_REPEAT.contains(exchange.getRequestMethod())) {
            // An idle connection may be closed by the service in the very moment we take it: that is no failure.
            upstream.connect(exchange, this);
        } else {
            over = true;
            Answers.unavailable(exchange, StatusCodes.SERVICE_UNAVAILABLE);
        }
    }

    private void setDeadline() {
        deadline = exchange.getIoThread().executeAfter(this::tooSlow, answerMillis, TimeUnit.MILLISECONDS);
    }

    /** A stream of lines may take as long as it needs, if only it goes on. */
    private boolean isStreamThatGoesOn() {
        String type = exchange.getResponseHeaders().getFirst(Headers.CONTENT_TYPE);
        return pump != null && pump.hasMoved() && type != null && type.startsWith(LINES);
    }

    private void tooSlow() {
        if (over) {
            return;
        }
        if (isStreamThatGoesOn()) {
            setDeadline();
            return;
        }
        over = true;
        if (exchange.isResponseStarted()) {
            IoUtils.safeClose(exchange.getConnection());
        } else {
            Answers.unavailable(exchange, StatusCodes.GATEWAY_TIME_OUT);
        }
    }

    private void ended() {
        over = true;
        hangUp();
        if (deadline != null) {
            deadline.remove();
        }
        if (pump != null) {
            pump.stop();
        }
        upstream.leave();
    }

    private void hangUp() {
        Upstream.Line left = line;
        line = null;
        if (left != null) {
            IoUtils.safeClose(left.connection());
        }
    }

    /** The next step on this line; what a line still says after we left it counts no more. */
    private ClientCallback<ClientExchange> then(Consumer<ClientExchange> step) {
        Upstream.Line current = line;
        return new ClientCallback<>() {
            @Override
            public void completed(ClientExchange call) {
                if (!over && Objects.equals(current, line)) {
                    step.accept(call);
                }
            }

            @Override
            public void failed(IOException cause) {
                if (Objects.equals(current, line)) {
                    lost(cause);
                }
            }
        };
    }
}
