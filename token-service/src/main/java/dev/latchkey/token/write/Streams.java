package dev.latchkey.token.write;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;

/** How command handlers begin and find streams. */
final class Streams {

    private Streams() {}

    static <T> void begin(Repository<T> streams, Callable<T> first) {
        try {
            streams.newInstance(first);
        } catch (RuntimeException problem) {
            throw problem;
        } catch (Exception impossible) {
            throw new IllegalStateException("an aggregate's constructor throws nothing checked", impossible);
        }
    }

    static <T> Optional<Aggregate<T>> find(Repository<T> streams, Object id) {
        try {
            return Optional.of(streams.load(id.toString()));
        } catch (AggregateNotFoundException unknown) {
            return Optional.empty();
        }
    }
}
