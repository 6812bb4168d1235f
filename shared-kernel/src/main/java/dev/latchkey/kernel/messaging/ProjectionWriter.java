package dev.latchkey.kernel.messaging;

import dev.latchkey.kernel.eventstore.StoreOutages;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Applies records to one projection: effect, position and parked records commit together. */
final class ProjectionWriter implements FeedWriter {

    private final Projection projection;
    private final ProjectionPlace place;
    private final FeedPositions positions;
    private final DeadLetters deadLetters;
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;

    ProjectionWriter(
            Projection projection,
            ProjectionPlace place,
            FeedPositions positions,
            DeadLetters deadLetters,
            TransactionTemplate transactions,
            JdbcClient jdbc) {
        this.projection = projection;
        this.place = place;
        this.positions = positions;
        this.deadLetters = deadLetters;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return place.nameOf(projection.name());
    }

    /** New tables are known while their rebuild runs, and by nothing else. */
    @Override
    public void register() {
        if (place == ProjectionPlace.LIVE) {
            positions.register(name());
        }
    }

    @Override
    public Set<String> topics() {
        return projection.streams().stream().map(Topics::of).collect(Collectors.toSet());
    }

    @Override
    public boolean apply(long generation, TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            return inTransaction(generation, partition, records, this::take);
        } catch (RuntimeException problem) {
            // One of them may be poison, or all together too much for the time limit of a transaction.
            return applyOneByOne(generation, partition, records);
        }
    }

    private boolean applyOneByOne(
            long generation, TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> one : records) {
            if (!applyOrPark(generation, partition, one)) {
                return false;
            }
        }
        return true;
    }

    private boolean applyOrPark(long generation, TopicPartition partition, ConsumerRecord<byte[], byte[]> one) {
        List<ConsumerRecord<byte[], byte[]>> alone = List.of(one);
        try {
            return inTransaction(generation, partition, alone, this::take);
        } catch (RuntimeException problem) {
            // Waiting helps then, and parking would lose an event.
            if (StoreOutages.isIn(problem)) {
                throw problem;
            }
            return inTransaction(generation, partition, alone, poison -> deadLetters.park(name(), poison, problem));
        }
    }

    /**
     * Tries all parked records again, a stream's in their order; the first that fails again keeps what follows it in its
     * stream parked.
     *
     * @return how many were taken in
     */
    int retryParked() {
        Set<String> stuck = new HashSet<>();
        int taken = 0;
        for (ConsumerRecord<byte[], byte[]> parked : deadLetters.all(name())) {
            String stream = DeadLetters.streamOf(parked);
            if (!stuck.contains(stream) && retry(parked)) {
                taken++;
            } else if (!stream.isEmpty()) {
                stuck.add(stream);
            }
        }
        return taken;
    }

    private boolean retry(ConsumerRecord<byte[], byte[]> parked) {
        try {
            transactions.executeWithoutResult(status -> {
                place.enter(jdbc);
                positions.holdGeneration(name());
                take(parked);
                deadLetters.remove(name(), parked);
            });
            return true;
        } catch (RuntimeException problem) {
            if (StoreOutages.isIn(problem)) {
                throw problem;
            }
            transactions.executeWithoutResult(status -> deadLetters.park(name(), parked, problem));
            return false;
        }
    }

    private interface Effect {
        void of(ConsumerRecord<byte[], byte[]> received);
    }

    private void take(ConsumerRecord<byte[], byte[]> incoming) {
        projection.on(Envelope.unwrap(incoming));
    }

    private boolean inTransaction(
            long generation, TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, Effect effect) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            // The position must not be newer than a table that a crash of PostgreSQL sets back.
            jdbc.sql("SET LOCAL synchronous_commit = on").update();
            place.enter(jdbc);
            if (!positions.isStill(name(), generation)) {
                return false;
            }
            OptionalLong next = positions.next(name(), partition);
            Set<String> stuck = deadLetters.streams(name());
            records.stream()
                    .filter(incoming -> next.isEmpty() || incoming.offset() >= next.getAsLong())
                    .forEach(incoming -> inTurn(stuck, incoming, effect));
            positions.advance(name(), partition, records.getLast().offset() + 1);
            return true;
        }));
    }

    /** Nothing overtakes what is parked of its stream. */
    private void inTurn(Set<String> stuck, ConsumerRecord<byte[], byte[]> incoming, Effect effect) {
        if (stuck.contains(DeadLetters.streamOf(incoming))) {
            deadLetters.parkBehind(name(), incoming);
        } else {
            effect.of(incoming);
        }
    }
}
