package dev.latchkey.kernel.messaging;

import dev.latchkey.kernel.eventstore.EventLog;
import dev.latchkey.kernel.eventstore.InstanceId;
import dev.latchkey.tracing.Tracing;
import java.time.Clock;
import org.axonframework.common.Registration;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs the relay of the service's event store and a feed for each of its projections and sinks. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RelaySettings.class)
@Import(FeedConfiguration.class)
public class MessagingConfiguration {

    @Bean
    Signal relayWakeUp() {
        return new Signal();
    }

    @Bean
    Relay relay(
            EventLog eventLog,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            InstanceId instance,
            OwnedStreams owned,
            KafkaSettings kafka,
            RelaySettings settings,
            Tracing tracing,
            Signal relayWakeUp) {
        return new Relay(
                eventLog,
                new RelayPosition(jdbc, new TransactionTemplate(transactions), instance, settings.claim()),
                new Envelope(owned.source()),
                owned.types(),
                new Topics(kafka),
                new RelayProducers(kafka),
                tracing,
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
    RelayMetrics relayMetrics(Relay relay, JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new RelayMetrics(relay, new RelayLag(jdbc, readOnly(transactions), Clock.systemUTC()));
    }

    private static TransactionTemplate readOnly(PlatformTransactionManager transactions) {
        TransactionTemplate template = new TransactionTemplate(transactions);
        template.setReadOnly(true);
        return template;
    }

    @Bean
    RelayedWrites relayedWrites(JdbcClient jdbc, Relay relay) {
        return new RelayedWrites(jdbc, relay);
    }
}
