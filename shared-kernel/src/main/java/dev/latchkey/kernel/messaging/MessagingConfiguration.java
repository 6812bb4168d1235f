package dev.latchkey.kernel.messaging;

import java.util.List;
import org.axonframework.common.Registration;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs the relay of the service's event store and a feed for each of its projections. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaSettings.class)
public class MessagingConfiguration {

    @Bean
    Signal relayWakeUp() {
        return new Signal();
    }

    @Bean
    Relay relay(
            EventStorageEngine eventStore,
            TokenStore tokens,
            TransactionManager transactions,
            Serializer serializer,
            OwnedStreams owned,
            KafkaSettings settings,
            Signal relayWakeUp) {
        return new Relay(
                eventStore,
                new RelayPosition(tokens, transactions),
                new Envelope(serializer, owned.source()),
                owned.types(),
                new Topics(settings),
                new RelayProducers(settings),
                relayWakeUp);
    }

    /** Wakes the relay once the transaction that stored an event has really committed. */
    @Bean(destroyMethod = "cancel")
    Registration relayWakeUpRegistration(EventStore eventStore, Signal relayWakeUp) {
        return eventStore.subscribe(events -> afterCommit(relayWakeUp::raise));
    }

    private static void afterCommit(Runnable action) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            action.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }

    @Bean
    RelayHealth relayHealthIndicator(Relay relay) {
        return new RelayHealth(relay);
    }

    @Bean
    Projections projections(
            List<Projection> projections, Feeds feeds, JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new Projections(
                projections,
                feeds.all(),
                new FeedPositions(jdbc),
                new DeadLetters(jdbc),
                new TransactionTemplate(transactions));
    }

    @Bean
    Feeds feeds(
            List<Projection> projections,
            KafkaSettings settings,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        FeedPositions positions = new FeedPositions(jdbc);
        return new Feeds(projections.stream()
                .map(projection -> new Feed(
                        projection,
                        settings,
                        positions,
                        new ProjectionWriter(
                                projection,
                                positions,
                                new DeadLetters(jdbc),
                                new TransactionTemplate(transactions),
                                jdbc)))
                .toList());
    }

    @Bean
    ProjectionsEndpoint projectionsEndpoint(Projections projections) {
        return new ProjectionsEndpoint(projections);
    }
}
