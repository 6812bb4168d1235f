package com.example.consumer;

import java.io.PrintStream;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Polls, takes in, keeps, and only then commits: what ends in between comes again and has no second effect. */
final class EventLoop {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final PublishedSchemas schemas;
    private final Effects effects;
    private final PrintStream out;

    EventLoop(Consumer<byte[], byte[]> consumer, PublishedSchemas schemas, Effects effects, PrintStream out) {
        this.consumer = consumer;
        this.schemas = schemas;
        this.effects = effects;
        this.out = out;
    }

    /** One round. */
    void turn() {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(PATIENCE);
        if (records.isEmpty()) {
            return;
        }
        records.forEach(this::take);
        effects.save();
        consumer.commitSync();
        out.println("sign-ins " + effects.state().signIns() + ", welcomes "
                + effects.state().welcomes().size());
    }

    private void take(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        Event event;
        try {
            event = Event.of(kafkaRecord);
        } catch (IllegalArgumentException unreadable) {
            setAside(kafkaRecord, String.valueOf(unreadable.getMessage()));
            return;
        }
        if (schemas.know(event) && !schemas.allow(event)) {
            setAside(kafkaRecord, "it does not keep to the schema " + event.schema());
            return;
        }
        if (!effects.take(event)) {
            out.printf("%s came again%n", event.id());
        }
    }

    /** One bad record must not hold up all that come behind it: its place is told, so that somebody can look at it. */
    private void setAside(ConsumerRecord<byte[], byte[]> kafkaRecord, String why) {
        out.printf("set aside %s/%d@%d: %s%n", kafkaRecord.topic(), kafkaRecord.partition(), kafkaRecord.offset(), why);
    }
}
