package dev.latchkey.kernel.messaging;

import java.util.List;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/** What an operator can see of and do with the projections of a service. */
final class Projections {

    private final List<Projection> projections;
    private final List<Feed> feeds;
    private final FeedPositions positions;
    private final DeadLetters deadLetters;
    private final TransactionTemplate transactions;

    Projections(
            List<Projection> projections,
            List<Feed> feeds,
            FeedPositions positions,
            DeadLetters deadLetters,
            TransactionTemplate transactions) {
        this.projections = List.copyOf(projections);
        this.feeds = List.copyOf(feeds);
        this.positions = positions;
        this.deadLetters = deadLetters;
        this.transactions = transactions;
    }

    /**
     * One projection as an operator sees it.
     *
     * @param generation how often it was rebuilt
     * @param lag events that this instance has still to take in; -1 while it does not know
     * @param parked events that could not be taken in
     */
    record Status(String name, long generation, long lag, long parked) {}

    List<Status> all() {
        return feeds.stream().map(this::statusOf).toList();
    }

    Optional<Status> find(String name) {
        return feeds.stream()
                .filter(feed -> feed.projectionName().equals(name))
                .findFirst()
                .map(this::statusOf);
    }

    /** Empties the projection and lets every instance's feed start from the beginning of its topics. */
    Optional<Status> rebuild(String name) {
        Optional<Projection> found = projections.stream()
                .filter(projection -> projection.name().equals(name))
                .findFirst();
        found.ifPresent(projection -> transactions.executeWithoutResult(status -> {
            positions.startAgain(name);
            projection.clear();
            deadLetters.forget(name);
        }));
        return found.flatMap(projection -> find(name));
    }

    private Status statusOf(Feed feed) {
        String name = feed.projectionName();
        long generation = positions.generation(name);
        return new Status(name, generation, feed.lagIn(generation), deadLetters.count(name));
    }
}
