package dev.latchkey.kernel.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** What an operator can see of and do with the projections and other feeds of a service. */
final class Projections {

    private final List<Projection> projections;
    private final List<Feed> feeds;
    private final FeedPositions positions;
    private final DeadLetters deadLetters;
    private final Rebuilds rebuilds;
    private final Function<Projection, ProjectionWriter> writers;
    private final TransactionTemplate transactions;

    Projections(
            List<Projection> projections,
            List<Feed> feeds,
            FeedPositions positions,
            DeadLetters deadLetters,
            Rebuilds rebuilds,
            Function<Projection, ProjectionWriter> writers,
            TransactionTemplate transactions) {
        this.projections = List.copyOf(projections);
        this.feeds = List.copyOf(feeds);
        this.positions = positions;
        this.deadLetters = deadLetters;
        this.rebuilds = rebuilds;
        this.writers = writers;
        this.transactions = transactions;
    }

    /**
     * One projection as an operator sees it.
     *
     * @param generation how often it was rebuilt
     * @param lag events that this instance has still to take in; -1 while it does not know
     * @param parked events that could not be taken in, and those that wait behind them
     * @param rebuilding events until a rebuild that runs takes its place; absent when none runs
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Status(
            String name,
            long generation,
            long lag,
            long parked,
            @Nullable Long rebuilding) {}

    List<String> names() {
        return feeds.stream().map(Feed::name).toList();
    }

    /** Events that this instance has still to take in; -1 while it does not know. */
    long lag(String name) {
        return feed(name).map(this::lagOf).orElse(-1L);
    }

    long parkedCount(String name) {
        return deadLetters.count(name);
    }

    List<Status> all() {
        return feeds.stream().map(this::statusOf).toList();
    }

    Optional<Status> find(String name) {
        return feed(name).map(this::statusOf);
    }

    private Optional<Feed> feed(String name) {
        return feeds.stream().filter(feed -> feed.name().equals(name)).findFirst();
    }

    /** What is parked of a projection, the oldest first. */
    List<ParkedRecord> parked(String name) {
        return deadLetters.list(name);
    }

    /** Builds the projection anew from the beginning of its topics; the old one serves until the new one has caught up. */
    Optional<Status> rebuild(String name) {
        Optional<Projection> found = projection(name);
        found.ifPresent(rebuilds::begin);
        return found.flatMap(projection -> find(name));
    }

    /** Tries what is parked again; how much of it was taken in, empty when there is no such projection. */
    OptionalInt retry(String name) {
        return projection(name)
                .map(projection -> OptionalInt.of(writers.apply(projection).retryParked()))
                .orElseGet(OptionalInt::empty);
    }

    /** Gives one parked event up for good; whether it was there. */
    boolean discard(String name, String place) {
        return Boolean.TRUE.equals(transactions.execute(status -> deadLetters.discard(name, place)));
    }

    private Optional<Projection> projection(String name) {
        return projections.stream()
                .filter(projection -> projection.name().equals(name))
                .findFirst();
    }

    private Status statusOf(Feed feed) {
        String name = feed.name();
        long generation = positions.generation(name);
        Long rebuilding = projection(name)
                .filter(rebuilds::isRunning)
                .map(rebuilds::behind)
                .orElse(null);
        return new Status(name, generation, feed.lagIn(generation), deadLetters.count(name), rebuilding);
    }

    private long lagOf(Feed feed) {
        return feed.lagIn(positions.generation(feed.name()));
    }
}
