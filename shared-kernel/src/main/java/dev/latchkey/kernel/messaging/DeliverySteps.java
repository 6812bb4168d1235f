package dev.latchkey.kernel.messaging;

import dev.latchkey.tracing.Step;
import dev.latchkey.tracing.StepKind;
import dev.latchkey.tracing.Tracing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Tells, of each event whose way is followed, that it goes to Kafka, as a step after the one that stored it; the record
 * names this step to whoever takes it in.
 */
final class DeliverySteps implements AutoCloseable {

    private final List<Step> steps = new ArrayList<>();
    private boolean succeeded;

    private DeliverySteps() {}

    static DeliverySteps begin(Tracing tracing, List<ProducerRecord<byte[], byte[]>> records) {
        DeliverySteps delivery = new DeliverySteps();
        if (tracing.isOn()) {
            for (ProducerRecord<byte[], byte[]> outgoing : records) {
                Envelope.header(outgoing.headers(), Envelope.ORIGIN_OF_TRACE)
                        .ifPresent(stored -> delivery.add(tracing, stored, outgoing));
            }
        }
        return delivery;
    }

    private void add(Tracing tracing, String stored, ProducerRecord<byte[], byte[]> outgoing) {
        Optional<String> event = Envelope.header(outgoing.headers(), "ce_id");
        Step step = tracing.after(stored, StepKind.PRODUCER, "publish " + outgoing.topic())
                .put("messaging.system", "kafka")
                .put("messaging.operation.type", "send")
                .put("messaging.destination.name", outgoing.topic())
                .put("latchkey.event_id", event.orElse(null));
        Envelope.add(outgoing.headers(), Envelope.TRACEPARENT, step.traceparent());
        steps.add(step);
    }

    /** Kafka has confirmed all of them. */
    void succeeded() {
        succeeded = true;
    }

    @Override
    public void close() {
        if (!succeeded) {
            steps.forEach(Step::failed);
        }
        steps.forEach(Step::close);
    }
}
