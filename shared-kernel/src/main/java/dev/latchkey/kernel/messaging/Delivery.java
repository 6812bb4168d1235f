package dev.latchkey.kernel.messaging;

import dev.latchkey.kernel.eventstore.LogPage;
import dev.latchkey.tracing.Tracing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Sends facts to Kafka in their order and waits until it has confirmed all of them. */
final class Delivery {

    private static final Duration LOOK_INTERVAL = Duration.ofMillis(500);

    private final Producer<byte[], byte[]> producer;
    private final Envelope envelope;
    private final Tracing tracing;

    Delivery(Producer<byte[], byte[]> producer, Envelope envelope, Tracing tracing) {
        this.producer = producer;
        this.envelope = envelope;
        this.tracing = tracing;
    }

    /**
     * Delivers one page: its facts, and which positions will never hold one.
     *
     * @param whileWaiting is called every now and then while Kafka does not confirm; it ends the wait by an exception,
     *     otherwise the wait has no end, because giving up would let later facts overtake these
     */
    void deliver(LogPage page, Runnable whileWaiting) throws InterruptedException {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        page.events().forEach(event -> records.add(envelope.wrap(event)));
        if (page.closesGaps()) {
            records.add(envelope.voidPositions(page.closedGaps()));
        }
        try (DeliverySteps steps = DeliverySteps.begin(tracing, records)) {
            List<Future<RecordMetadata>> confirmations = new ArrayList<>(records.size());
            for (ProducerRecord<byte[], byte[]> each : records) {
                confirmations.add(send(each));
            }
            for (Future<RecordMetadata> confirmation : confirmations) {
                await(confirmation, whileWaiting);
            }
            steps.succeeded();
        }
    }

    /** What cannot even be sent ends the page at once: the next fact of its stream must not overtake it. */
    private Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> outgoing) {
        Future<RecordMetadata> confirmation = producer.send(outgoing);
        if (confirmation.state() == Future.State.FAILED) {
            throw refused(confirmation.exceptionNow());
        }
        return confirmation;
    }

    private static void await(Future<RecordMetadata> confirmation, Runnable whileWaiting) throws InterruptedException {
        while (true) {
            try {
                confirmation.get(LOOK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException kafkaIsAway) {
                whileWaiting.run();
            } catch (ExecutionException problem) {
                throw refused(problem.getCause());
            }
        }
    }

    private static IllegalStateException refused(@Nullable Throwable reason) {
        return new IllegalStateException("Kafka did not take an event: " + reason, reason);
    }
}
