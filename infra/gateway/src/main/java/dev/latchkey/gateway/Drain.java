package dev.latchkey.gateway;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Knows the requests that are under way, so that the door can close behind the last of them. */
final class Drain implements HttpHandler {

    private final HttpHandler next;
    private volatile boolean begun;
    private final AtomicInteger underWay = new AtomicInteger();

    Drain(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        underWay.incrementAndGet();
        exchange.addExchangeCompleteListener((done, others) -> {
            leave();
            others.proceed();
        });
        if (begun) {
            exchange.setPersistent(false);
        }
        next.handleRequest(exchange);
    }

    /** Every answer from now on is the last on its connection. */
    void begin() {
        begun = true;
    }

    boolean hasBegun() {
        return begun;
    }

    private void leave() {
        if (underWay.decrementAndGet() == 0 && begun) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Waits until nothing is under way, or the time is over. */
    synchronized void await(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            for (long left = limit.toNanos(); underWay.get() > 0 && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
