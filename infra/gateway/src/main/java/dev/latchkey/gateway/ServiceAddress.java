package dev.latchkey.gateway;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that a service's name stands for, asked again whenever the last answer is older than a moment, so that a service may
 * move or multiply. Names are looked up in threads of their own: a slow name server holds up no request that does not need it.
 */
final class ServiceAddress {

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long PATIENCE_MILLIS = 1_000;

    /** Asks for the addresses of a name. */
    interface Lookup {

        InetAddress[] all(String name) throws UnknownHostException;
    }

    private record Found(List<URI> uris, long atNanos) {

        boolean isFresh() {
            return System.nanoTime() - atNanos < FRESH_NANOS;
        }
    }

    private final URI uri;
    private final Lookup lookup;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile @Nullable Found found;
    private @Nullable CompletableFuture<Found> looking;

    ServiceAddress(URI uri, Lookup lookup) {
        this.uri = uri;
        this.lookup = lookup;
    }

    URI uri() {
        return uri;
    }

    /** The addresses to try, one after the other; each call begins with another one. May complete in another thread. */
    CompletableFuture<List<URI>> addresses() {
        Found known = found;
        if (known != null && known.isFresh()) {
            return CompletableFuture.completedFuture(inTurn(known));
        }
        CompletableFuture<Found> newer = look();
        if (known == null) {
            return newer.thenApply(this::inTurn);
        }
        // A name server that is away or slow is no reason to lose a service that may well be where it was.
        return newer.exceptionally(failure -> known)
                .completeOnTimeout(known, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .thenApply(this::inTurn);
    }

    /** A copy, so that the impatience of one caller does not end the look-up of the others. */
    private synchronized CompletableFuture<Found> look() {
        CompletableFuture<Found> current = looking;
        if (current == null || current.isDone()) {
            CompletableFuture<Found> next = new CompletableFuture<>();
            looking = next;
            Thread.ofVirtual().name("look-up " + uri.getHost()).start(() -> ask(next));
            current = next;
        }
        return current.copy();
    }

    private void ask(CompletableFuture<Found> answer) {
        try {
            List<URI> uris = new ArrayList<>();
            for (InetAddress address : lookup.all(uri.getHost())) {
                uris.add(at(address));
            }
            Found now = new Found(List.copyOf(uris), System.nanoTime());
            found = now;
            answer.complete(now);
        } catch (UnknownHostException | RuntimeException e) {
            answer.completeExceptionally(new CompletionException(e));
        }
    }

    private URI at(InetAddress address) {
        String literal = address.getHostAddress();
        return URI.create("http://" + (literal.contains(":") ? "[" + literal + "]" : literal) + ":" + uri.getPort());
    }

    private List<URI> inTurn(Found addresses) {
        List<URI> rotated = new ArrayList<>(addresses.uris());
        if (rotated.size() > 1) {
            Collections.rotate(rotated, turn.getAndIncrement() % rotated.size());
        }
        return rotated;
    }
}
