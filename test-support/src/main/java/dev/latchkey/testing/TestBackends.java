package dev.latchkey.testing;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * Import this into a Spring test: its context gets a fresh database, as the role of its service, and the shared Kafka. The role
 * is {@code latchkey.testing.role}, or else {@code spring.application.name} without {@code -service}. Who wants to hear
 * nothing of what other tests publish names a Kafka that is not there in {@code latchkey.testing.kafka}.
 */
@TestConfiguration(proxyBeanMethods = false)
public class TestBackends {

    @Bean
    static TestDatabase testDatabase() {
        return Backends.shared().newDatabase();
    }

    @Bean
    static DynamicPropertyRegistrar testBackendProperties(TestDatabase database, Environment environment) {
        return registry -> {
            database.properties(role(environment)).forEach((name, value) -> registry.add(name, () -> value));
            String otherKafka = environment.getProperty("latchkey.testing.kafka");
            if (otherKafka != null) {
                registry.add("latchkey.kafka.bootstrap-servers", () -> otherKafka);
            }
        };
    }

    private static String role(Environment environment) {
        String service = environment.getProperty("spring.application.name", "");
        return environment.getProperty("latchkey.testing.role", service.replaceFirst("-service$", ""));
    }
}
