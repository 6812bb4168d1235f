package dev.latchkey.kernel.messaging;

import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;

/** A producer that is closed without waiting: what it did not confirm is sent again from the stored position. */
record RelayProducer(Producer<byte[], byte[]> kafka) implements AutoCloseable {

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        kafka.close(Duration.ZERO);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
