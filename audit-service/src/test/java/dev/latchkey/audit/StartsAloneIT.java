package dev.latchkey.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Backends;
import dev.latchkey.testing.HttpCaller;
import dev.latchkey.testing.StoppableKafka;
import dev.latchkey.testing.TestDatabase;
import dev.latchkey.testing.TestIssuer;
import dev.latchkey.testing.TestTenant;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The service with neither Kafka nor token-service around. */
class StartsAloneIT {

    @Test
    void isReadyWhileKafkaIsAway() {
        try (StoppableKafka kafka = StoppableKafka.stopped();
                ConfigurableApplicationContext service = start(kafka.bootstrapServers())) {
            HttpCaller caller = new HttpCaller(service.getEnvironment());

            HttpResponse<String> readiness = caller.send(
                    caller.managementRequest("/actuator/health/readiness").GET());
            HttpResponse<String> liveness = caller.send(
                    caller.managementRequest("/actuator/health/liveness").GET());
            HttpResponse<String> question = caller.get("/audit/v1/events", TestIssuer.token("read:audit"));

            assertThat(readiness.statusCode()).isEqualTo(200);
            assertThat(HttpCaller.json(readiness).get("components").propertyNames())
                    .containsExactlyInAnyOrder("db", "readinessState");
            assertThat(liveness.statusCode()).isEqualTo(200);
            // Nobody can say whether the token is good.
            assertThat(question.statusCode()).isEqualTo(503);
            assertThat(question.headers().firstValue("Retry-After")).contains("2");
        }
    }

    private static ConfigurableApplicationContext start(String kafka) {
        TestDatabase database = Backends.shared().newDatabase();
        Map<String, Object> properties = new HashMap<>(database.properties("audit"));
        properties.put("latchkey.kafka.bootstrap-servers", kafka);
        properties.put("spring.config.additional-location", TestTenant.CONFIGURATION);
        properties.put("latchkey.token-service.url", "http://localhost:1");
        properties.put("server.port", 0);
        properties.put("management.server.port", 0);
        String[] arguments = properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
        return new SpringApplicationBuilder(AuditService.class).run(arguments);
    }
}
