package dev.latchkey.kernel.challenge;

import dev.latchkey.kernel.privacy.AddressHasher;
import dev.latchkey.kernel.tenant.Tenant;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Makes what every service that hands out challenges needs. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(ChallengeProperties.class)
public class ChallengeConfiguration {

    @Bean
    Admission admission(Tenant tenant) {
        return new Admission(tenant);
    }

    @Bean
    Sessions sessions(Clock clock, ChallengeProperties properties) {
        return new Sessions(clock, properties.ttl());
    }

    @Bean
    ChallengeMeters challengeMeters(MeterRegistry meters) {
        return new ChallengeMeters(meters);
    }

    @Bean
    IssuedChallenges issuedChallenges(EventStore eventStore, ChallengeMeters meters) {
        return new IssuedChallenges(eventStore, meters);
    }

    @Bean
    Origins origins(AddressHasher hasher) {
        return new Origins(hasher);
    }

    @Bean
    RefusedChallenges refusedChallenges(
            IssuedChallenges challenges, Sessions sessions, Origins origins, Clock clock, ChallengeMeters meters) {
        return new RefusedChallenges(challenges, sessions, origins, clock, meters);
    }

    @Bean
    ChallengeRetention challengeRetention(JdbcClient jdbc, Clock clock, ChallengeProperties properties) {
        return new ChallengeRetention(jdbc, clock, properties.retention());
    }
}
