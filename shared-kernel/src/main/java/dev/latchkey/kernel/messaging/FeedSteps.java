package dev.latchkey.kernel.messaging;

import dev.latchkey.tracing.Step;
import dev.latchkey.tracing.StepKind;
import dev.latchkey.tracing.Tracing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Tells, of each record whose way is followed, that a feed took it in, as a step after the one that sent it. */
final class FeedSteps {

    private final Tracing tracing;
    private final String feed;

    FeedSteps(Tracing tracing, String feed) {
        this.tracing = tracing;
        this.feed = feed;
    }

    /** Takes records in; their steps last until their transaction is over. */
    boolean around(List<ConsumerRecord<byte[], byte[]>> records, BooleanSupplier taking) {
        if (!tracing.isOn()) {
            return taking.getAsBoolean();
        }
        List<Step> steps = begin(records);
        try {
            return taking.getAsBoolean();
        } catch (RuntimeException problem) {
            steps.forEach(Step::failed);
            throw problem;
        } finally {
            steps.forEach(Step::close);
        }
    }

    private List<Step> begin(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Step> steps = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> incoming : records) {
            Envelope.header(incoming.headers(), Envelope.TRACEPARENT)
                    .or(() -> Envelope.header(incoming.headers(), Envelope.ORIGIN_OF_TRACE))
                    .ifPresent(sent -> steps.add(step(sent, incoming)));
        }
        return steps;
    }

    private Step step(String sent, ConsumerRecord<byte[], byte[]> incoming) {
        Optional<String> event = Envelope.header(incoming.headers(), "ce_id");
        return tracing.after(sent, StepKind.CONSUMER, "process " + incoming.topic())
                .put("messaging.system", "kafka")
                .put("messaging.operation.type", "process")
                .put("messaging.destination.name", incoming.topic())
                .put("latchkey.feed", feed)
                .put("latchkey.event_id", event.orElse(null));
    }
}
