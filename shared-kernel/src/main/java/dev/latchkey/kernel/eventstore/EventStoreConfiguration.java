package dev.latchkey.kernel.eventstore;

import java.sql.Connection;
import javax.sql.DataSource;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Wires Axon's event store by hand onto the service's own schema; its tables come from the Flyway migration
 * {@code db/eventstore}.
 *
 * <p>By hand, because the starter's auto-configuration orders itself around packages that moved in Spring Boot 4 and then
 * silently runs commands without a transaction (docs/decisions).
 */
@Configuration(proxyBeanMethods = false)
public class EventStoreConfiguration {

    /** The tables of the migration, in Axon's words. */
    private static final EventSchema EVENT_SCHEMA = EventSchema.builder()
            .eventTable("domain_event")
            .globalIndexColumn("global_index")
            .aggregateIdentifierColumn("stream_id")
            .sequenceNumberColumn("sequence_number")
            .typeColumn("stream_type")
            .eventIdentifierColumn("event_id")
            .timestampColumn("recorded_at")
            .payloadTypeColumn("event_name")
            .payloadRevisionColumn("event_revision")
            .payloadColumn("payload")
            .metaDataColumn("metadata")
            .build();

    private static final int BATCH_SIZE = 512;

    @Bean
    Serializer eventSerializer() {
        return new NamedEventSerializer();
    }

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactionManager) {
        return new SpringTransactionManager(transactionManager);
    }

    @Bean
    ConnectionProvider eventStoreConnections(DataSource dataSource) {
        TransactionAwareDataSourceProxy connections = new TransactionAwareDataSourceProxy(dataSource);
        return () -> connectionOf(connections);
    }

    private static Connection connectionOf(DataSource connections) throws java.sql.SQLException {
        return connections.getConnection();
    }

    @Bean
    EventStorageEngine eventStorageEngine(
            Serializer serializer, TransactionManager transactionManager, ConnectionProvider connections) {
        JdbcEventStorageEngine.Builder builder = JdbcEventStorageEngine.builder()
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .transactionManager(transactionManager)
                .connectionProvider(connections)
                .persistenceExceptionResolver(new UniqueKeyViolations())
                .schema(EVENT_SCHEMA)
                .batchSize(BATCH_SIZE);
        return new ShortStreamStorageEngine(builder);
    }

    @Bean
    EventStore eventStore(EventStorageEngine storageEngine) {
        return EmbeddedEventStore.builder().storageEngine(storageEngine).build();
    }

    @Bean
    EventLog eventLog(JdbcClient jdbc) {
        return new EventLog(jdbc);
    }

    @Bean
    InstanceId instanceId() {
        return InstanceId.random();
    }
}
