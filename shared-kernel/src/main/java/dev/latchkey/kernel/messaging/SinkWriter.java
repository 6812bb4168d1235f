package dev.latchkey.kernel.messaging;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Hands records to a sink: effect and position commit together, and nothing is ever parked. */
final class SinkWriter implements FeedWriter {

    private final RecordSink sink;
    private final FeedPositions positions;
    private final TransactionTemplate transactions;
    private final JdbcClient jdbc;

    SinkWriter(RecordSink sink, FeedPositions positions, TransactionTemplate transactions, JdbcClient jdbc) {
        this.sink = sink;
        this.positions = positions;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return sink.name();
    }

    @Override
    public void register() {
        positions.register(sink.name());
    }

    @Override
    public Set<String> topics() {
        return sink.topics();
    }

    @Override
    public boolean apply(long generation, TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        return Boolean.TRUE.equals(transactions.execute(status -> {
            // The position must not be newer than a table that a crash of PostgreSQL sets back.
            jdbc.sql("SET LOCAL synchronous_commit = on").update();
            if (!positions.isStill(sink.name(), generation)) {
                return false;
            }
            OptionalLong next = positions.next(sink.name(), partition);
            List<IncomingRecord> news = records.stream()
                    .filter(incoming -> next.isEmpty() || incoming.offset() >= next.getAsLong())
                    .map(SinkWriter::read)
                    .toList();
            if (!news.isEmpty()) {
                sink.take(news);
            }
            positions.advance(sink.name(), partition, records.getLast().offset() + 1);
            return true;
        }));
    }

    private static IncomingRecord read(ConsumerRecord<byte[], byte[]> incoming) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : incoming.headers()) {
            Envelope.text(header.value()).ifPresent(value -> headers.put(header.key(), value));
        }
        return new IncomingRecord(
                incoming.topic(), incoming.partition(), incoming.offset(), keyOf(incoming), incoming.value(), headers);
    }

    private static @Nullable String keyOf(ConsumerRecord<byte[], byte[]> incoming) {
        return Envelope.text(incoming.key()).orElse(null);
    }
}
