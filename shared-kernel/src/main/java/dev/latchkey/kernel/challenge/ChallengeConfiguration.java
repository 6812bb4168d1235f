package dev.latchkey.kernel.challenge;

import dev.latchkey.kernel.privacy.AddressHasher;
import dev.latchkey.kernel.tenant.Tenant;
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
    IssuedChallenges issuedChallenges(EventStore eventStore) {
        return new IssuedChallenges(eventStore);
    }

    @Bean
    Origins origins(AddressHasher hasher) {
        return new Origins(hasher);
    }

    @Bean
    RefusedChallenges refusedChallenges(IssuedChallenges challenges, Sessions sessions, Origins origins, Clock clock) {
        return new RefusedChallenges(challenges, sessions, origins, clock);
    }

    @Bean
    ChallengeRetention challengeRetention(JdbcClient jdbc, Clock clock, ChallengeProperties properties) {
        return new ChallengeRetention(jdbc, clock, properties.retention());
    }
}
