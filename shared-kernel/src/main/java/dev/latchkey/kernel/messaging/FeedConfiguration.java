package dev.latchkey.kernel.messaging;

import dev.latchkey.kernel.tracing.TracingConfiguration;
import dev.latchkey.tracing.Tracing;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs a feed for each projection and each sink of a service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaSettings.class)
@Import(TracingConfiguration.class)
public class FeedConfiguration {

    @Bean
    FeedPositions feedPositions(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new FeedPositions(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    FeedConsumers feedConsumers(KafkaSettings settings, @Value("${spring.application.name:service}") String service) {
        return new FeedConsumers(settings, service);
    }

    @Bean
    DeadLetters deadLetters(JdbcClient jdbc) {
        return new DeadLetters(jdbc);
    }

    @Bean
    Rebuilds rebuilds(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            FeedPositions positions,
            DeadLetters deadLetters) {
        return new Rebuilds(jdbc, new TransactionTemplate(transactions), positions, deadLetters);
    }

    @Bean
    ProjectionWriters projectionWriters(
            FeedPositions positions,
            DeadLetters deadLetters,
            PlatformTransactionManager transactions,
            JdbcClient jdbc) {
        return new ProjectionWriters(positions, deadLetters, new TransactionTemplate(transactions), jdbc);
    }

    @Bean
    Feeds feeds(
            List<Projection> projections,
            List<RecordSink> sinks,
            ProjectionWriters writers,
            FeedConsumers consumers,
            FeedPositions positions,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Tracing tracing) {
        TransactionTemplate template = new TransactionTemplate(transactions);
        Stream<FeedWriter> toProjections = projections.stream().map(writers::live);
        Stream<FeedWriter> toSinks = sinks.stream().map(sink -> new SinkWriter(sink, positions, template, jdbc));
        return new Feeds(Stream.concat(toProjections, toSinks)
                .map(writer -> new Feed(consumers, positions, writer, tracing))
                .toList());
    }

    @Bean
    RebuildWorker rebuildWorker(
            List<Projection> projections,
            Rebuilds rebuilds,
            ProjectionWriters writers,
            FeedConsumers consumers,
            FeedPositions positions) {
        return new RebuildWorker(
                projections,
                rebuilds,
                projection -> // What a rebuild takes in again has been followed when it was new.
                new Feed(consumers, positions, writers.next(projection), Tracing.off()));
    }

    @Bean
    Projections projections(
            List<Projection> projections,
            Feeds feeds,
            FeedPositions positions,
            DeadLetters deadLetters,
            Rebuilds rebuilds,
            ProjectionWriters writers,
            PlatformTransactionManager transactions) {
        return new Projections(
                projections,
                feeds.all(),
                positions,
                deadLetters,
                rebuilds,
                writers::live,
                new TransactionTemplate(transactions));
    }

    @Bean
    FreshProjections freshProjections(List<Projection> projections, KafkaSettings settings, FeedPositions positions) {
        return new FreshProjections(projections, positions, new TopicEnds(settings));
    }

    @Bean
    ProjectionsEndpoint projectionsEndpoint(Projections projections) {
        return new ProjectionsEndpoint(projections);
    }

    @Bean
    ProjectionsHealth projectionsHealthIndicator(Projections projections) {
        return new ProjectionsHealth(projections);
    }

    @Bean
    ProjectionMetrics projectionMetrics(Projections projections) {
        return new ProjectionMetrics(projections);
    }
}
