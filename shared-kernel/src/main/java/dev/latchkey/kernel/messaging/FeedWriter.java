package dev.latchkey.kernel.messaging;

import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Takes the records of a feed into tables, effect and position in one transaction. */
interface FeedWriter {

    /** Under it the positions are kept, and the consumer group is named after it. */
    String name();

    /** Makes the feed known, before its first position is kept; harmless when it is. */
    void register();

    /** What is read. */
    Set<String> topics();

    /**
     * Takes in the records of one partition.
     *
     * @return false when the tables were emptied meanwhile and nothing was taken in
     */
    boolean apply(long generation, TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records);
}
