package dev.latchkey.kernel.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Lets a look-up answer once its projection has taken in what the topics held when the question came, so that an operator
 * reads what they have just written.
 *
 * <p>A courtesy with a limit: Kafka away or a projection far behind, and the look-up answers with what it has.
 */
public final class FreshProjections implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FreshProjections.class);
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    /** While Kafka is away not every question waits to find it out. */
    private static final long NOT_ASKED_AGAIN_NANOSECONDS =
            Duration.ofSeconds(5).toNanos();

    private final List<Projection> projections;
    private final FeedPositions positions;
    private final TopicEnds ends;
    private volatile long askAgainAt = System.nanoTime();

    FreshProjections(List<Projection> projections, FeedPositions positions, TopicEnds ends) {
        this.projections = List.copyOf(projections);
        this.positions = positions;
        this.ends = ends;
    }

    /** Waits until the named projection is as new as the question, or a moment is over. */
    public void await(String projection) {
        long start = System.nanoTime();
        if (start - askAgainAt < 0) {
            return;
        }
        try {
            Map<TopicPartition, Long> goal = ends.of(topicsOf(projection), LIMIT);
            while (!positions.hasReached(projection, goal) && System.nanoTime() - start < LIMIT.toNanos()) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException kafkaAway) {
            askAgainAt = System.nanoTime() + NOT_ASKED_AGAIN_NANOSECONDS;
            log.info(
                    "projection {} answers with what it has: {}",
                    projection,
                    kafkaAway.getClass().getSimpleName());
        } catch (DataAccessException storeAway) {
            log.debug("the look-up itself will say that the store is away", storeAway);
        }
    }

    private List<String> topicsOf(String name) {
        return projections.stream()
                .filter(projection -> projection.name().equals(name))
                .flatMap(projection -> projection.streams().stream())
                .map(Topics::of)
                .toList();
    }

    @Override
    public void close() {
        ends.close();
    }
}
