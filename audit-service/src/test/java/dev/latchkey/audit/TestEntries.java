package dev.latchkey.audit;

import dev.latchkey.kernel.messaging.RecordSink;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts events into the trail without the way through Kafka. */
@TestComponent
public class TestEntries {

    private final RecordSink sink;
    private final TransactionTemplate transactions;

    public TestEntries(RecordSink sink, PlatformTransactionManager transactions) {
        this.sink = sink;
        this.transactions = new TransactionTemplate(transactions);
    }

    public void take(List<TestEvent> events) {
        transactions.executeWithoutResult(
                status -> sink.take(events.stream().map(TestEvent::incoming).toList()));
    }

    public void take(TestEvent... events) {
        take(Arrays.asList(events));
    }
}
