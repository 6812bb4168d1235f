package dev.latchkey.kernel.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.kernel.eventstore.LogPage;
import dev.latchkey.kernel.eventstore.LogPosition;
import dev.latchkey.kernel.eventstore.StoredEvent;
import dev.latchkey.tracing.Tracing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Kafka's own recording producer stands in where a real broker would have to fail in one certain moment. */
class DeliveryTest {

    private final Envelope envelope = new Envelope("/latchkey/test-service");
    private final RefusingProducer producer = new RefusingProducer();
    private final Delivery delivery = new Delivery(producer, envelope, Tracing.off());

    @Test
    void letsNoLaterFactOvertakeOneThatCannotBeSent() {
        producer.refuse(false, true, false);

        assertThatThrownBy(() -> delivery.deliver(page(fact(0), fact(1), fact(2)), () -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no metadata");

        assertThat(producer.sent()).containsExactly("0");
    }

    @Test
    void waitsForEveryConfirmationUntilItIsToldToStop() {
        MockProducer<byte[], byte[]> silent =
                new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());

        assertThatThrownBy(() -> new Delivery(silent, envelope, Tracing.off()).deliver(page(fact(0)), () -> {
                    throw new CancellationException("stop");
                }))
                .isInstanceOf(CancellationException.class);

        assertThat(silent.history()).hasSize(1);
    }

    @Test
    void tellsBehindTheFactsWhichPositionsStayEmpty() throws InterruptedException {
        producer.refuse(false, false);

        delivery.deliver(new LogPage(List.of(fact(0)), "{[1,3)}"), () -> {});

        ProducerRecord<byte[], byte[]> told = producer.history().getLast();
        assertThat(told.topic()).isEqualTo("latchkey.relay");
        assertThat(told.key()).asString(StandardCharsets.UTF_8).isEqualTo("/latchkey/test-service");
        assertThat(told.value()).asString(StandardCharsets.UTF_8).isEqualTo("{\"positions\":\"{[1,3)}\"}");
    }

    private static LogPage page(StoredEvent... facts) {
        return new LogPage(List.of(facts), LogPosition.NO_GAPS);
    }

    private static StoredEvent fact(long sequence) {
        byte[] json = "{}".getBytes(StandardCharsets.UTF_8);
        return new StoredEvent(
                sequence + 1, "id", "user", "stream", sequence, "user-blocked", "1", Instant.EPOCH, json, json);
    }

    /** Refuses single records the way KafkaProducer does when it finds no metadata in time. */
    private static final class RefusingProducer extends MockProducer<byte[], byte[]> {

        private final Queue<Boolean> refusals = new ArrayDeque<>();

        RefusingProducer() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        void refuse(boolean... inOrder) {
            for (boolean refusal : inOrder) {
                refusals.add(refusal);
            }
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> outgoing) {
            return Boolean.TRUE.equals(refusals.poll())
                    ? CompletableFuture.failedFuture(new TimeoutException("no metadata"))
                    : super.send(outgoing);
        }

        List<String> sent() {
            return history().stream()
                    .map(each -> Envelope.header(each.headers(), "ce_sequence").orElseThrow())
                    .toList();
        }
    }
}
