package dev.latchkey.kernel;

import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.kernel.events.Event;
import dev.latchkey.kernel.events.StreamType;
import dev.latchkey.kernel.eventstore.EventStoreConfiguration;
import dev.latchkey.kernel.messaging.MessagingConfiguration;
import dev.latchkey.kernel.messaging.OwnedStreams;
import dev.latchkey.kernel.messaging.Projection;
import dev.latchkey.testing.TestDatabase;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One running instance of a service that has nothing but an event store, a relay and projections; start several on one
 * database to have several instances.
 */
public final class TestService implements AutoCloseable {

    /** The source of its events. */
    public static final String SOURCE = "/latchkey/test-service";

    private static final String ROLE = "token";

    private final ConfigurableApplicationContext context;

    private TestService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Makes a projection of one instance. */
    public interface ProjectionMaker {
        Projection on(JdbcClient jdbc);
    }

    /** Starts an instance that has an event store and nothing else. */
    public static TestService withoutKafka(TestDatabase database) {
        return start(StoreOnly.class, database, Map.of());
    }

    /** Starts an instance with these projections. */
    public static TestService start(TestDatabase database, String kafka, ProjectionMaker... projections) {
        return start(
                Application.class,
                database,
                Map.of("latchkey.kafka.bootstrap-servers", kafka, "latchkey.relay.claim", "2s"),
                projections);
    }

    private static TestService start(
            Class<?> parts, TestDatabase database, Map<String, String> properties, ProjectionMaker... projections) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(parts)
                .web(WebApplicationType.NONE)
                .initializers(register(projections))
                .logStartupInfo(false)
                .properties(
                        "spring.main.banner-mode=off",
                        "spring.main.register-shutdown-hook=false",
                        "spring.flyway.locations=classpath:db/eventstore,classpath:db/feed",
                        "spring.datasource.hikari.maximum-pool-size=24",
                        "spring.datasource.hikari.minimum-idle=1",
                        "spring.datasource.hikari.connection-timeout=1000",
                        // As in the services: whoever forgets a transaction loses what it wrote.
                        "spring.datasource.hikari.auto-commit=false",
                        "latchkey.kafka.topics.replication-factor=1");
        Map<String, String> all = new HashMap<>(database.properties(ROLE));
        all.putAll(properties);
        return new TestService(application.run(all.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new)));
    }

    private static ApplicationContextInitializer<GenericApplicationContext> register(ProjectionMaker... projections) {
        return context -> List.of(projections)
                .forEach(maker -> context.registerBean(
                        "projection" + System.identityHashCode(maker),
                        Projection.class,
                        () -> maker.on(context.getBean(JdbcClient.class))));
    }

    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        FlywayAutoConfiguration.class
    })
    @Import(EventStoreConfiguration.class)
    static class StoreOnly {}

    @Import({StoreOnly.class, MessagingConfiguration.class})
    static class Application {

        @Bean
        OwnedStreams ownedStreams() {
            return new OwnedStreams(SOURCE, EnumSet.allOf(StreamType.class));
        }
    }

    /** One of its parts. */
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /** Its database. */
    public JdbcClient jdbc() {
        return part(JdbcClient.class);
    }

    /** Runs an action in one transaction. */
    public void inTransaction(Runnable action) {
        new TransactionTemplate(part(PlatformTransactionManager.class)).executeWithoutResult(status -> action.run());
    }

    /** Runs an action in one transaction and undoes it. */
    public void undo(Runnable action) {
        new TransactionTemplate(part(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            action.run();
            status.setRollbackOnly();
        });
    }

    /** Appends a fact, in the transaction that runs or in its own. */
    public void append(long sequence, Event event) {
        append(sequence, event, MetaData.emptyInstance(), Instant.now());
    }

    /** Appends a fact with its metadata and the time of its writer's clock. */
    public void append(long sequence, Event event, MetaData metadata, Instant time) {
        part(EventStore.class)
                .publish(new GenericDomainEventMessage<>(
                        event.streamType().stableName(),
                        event.streamId(),
                        sequence,
                        event,
                        metadata,
                        UUID.randomUUID().toString(),
                        time));
    }

    /** Takes its database away, as if this process alone had lost it. */
    public void loseDatabase() {
        part(HikariDataSource.class).close();
    }

    @Override
    public void close() {
        context.close();
    }
}
