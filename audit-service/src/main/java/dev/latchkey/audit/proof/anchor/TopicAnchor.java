package dev.latchkey.audit.proof.anchor;

import dev.latchkey.kernel.messaging.OrderedTopic;
import dev.latchkey.proof.head.AnchorRecord;
import dev.latchkey.proof.head.InvalidHeadException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Sends to a topic of Kafka, which others may follow and which no administrator of the database can write to. */
final class TopicAnchor implements TreeHeadAnchor, AutoCloseable {

    static final String TOPIC = "latchkey.tree-head";

    private final OrderedTopic topic;

    TopicAnchor(OrderedTopic topic) {
        this.topic = topic;
    }

    @Override
    public String name() {
        return "topic";
    }

    @Override
    public void keep(long headId, AnchorRecord record) throws IOException, InterruptedException {
        try {
            topic.write(String.valueOf(headId), record.toJson().getBytes(StandardCharsets.UTF_8));
        } catch (IllegalStateException unconfirmed) {
            throw new IOException(unconfirmed.getMessage(), unconfirmed);
        }
    }

    @Override
    public Optional<AnchorRecord> latest() throws IOException {
        try {
            Optional<byte[]> last = topic.last();
            return last.isEmpty() ? Optional.empty() : Optional.of(parse(last.get()));
        } catch (IllegalStateException unreadable) {
            throw new IOException(unreadable.getMessage(), unreadable);
        }
    }

    private static AnchorRecord parse(byte[] value) throws IOException {
        try {
            return AnchorRecord.parse(new String(value, StandardCharsets.UTF_8)).getFirst();
        } catch (InvalidHeadException unreadable) {
            throw new IOException("the last record of " + TOPIC + " is no anchored record", unreadable);
        }
    }

    @Override
    public void close() {
        topic.close();
    }
}
