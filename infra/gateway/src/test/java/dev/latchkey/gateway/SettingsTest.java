package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static final Map<String, String> LEAST = Map.of(
            "LATCHKEY_GATEWAY_UPSTREAM_REGISTRATION", "http://registration-service:8081",
            "LATCHKEY_GATEWAY_UPSTREAM_AUTHENTICATION", "http://authentication-service:8082",
            "LATCHKEY_GATEWAY_UPSTREAM_TOKEN", "http://token-service:8083",
            "LATCHKEY_GATEWAY_UPSTREAM_AUDIT", "http://audit-service:8084");

    @Test
    void needsUpstreamsOnly() {
        Settings settings = Settings.from(LEAST);

        assertThat(settings.gateway().upstreams()).containsEntry("token", URI.create("http://token-service:8083"));
        assertThat(settings.gateway().bindAddress()).isEqualTo("0.0.0.0");
        assertThat(settings.gateway().port()).isEqualTo(8080);
        assertThat(settings.gateway().demoKafka()).isNull();
        assertThat(settings.managementAddress()).isEqualTo("127.0.0.1");
        assertThat(settings.managementPort()).isEqualTo(9080);
        assertThat(settings.drainDelay()).isZero();
    }

    @Test
    void takesEverythingElse() {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put("LATCHKEY_GATEWAY_ADDRESS", "127.0.0.1");
        environment.put("LATCHKEY_GATEWAY_PORT", "8000");
        environment.put("LATCHKEY_GATEWAY_MANAGEMENT_ADDRESS", "0.0.0.0");
        environment.put("LATCHKEY_GATEWAY_MANAGEMENT_PORT", "9000");
        environment.put("LATCHKEY_GATEWAY_TRUSTED_PROXIES", "10.0.0.0/8, fd00::/8");
        environment.put("LATCHKEY_GATEWAY_DEMO", "true");
        environment.put("LATCHKEY_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092");
        environment.put("LATCHKEY_GATEWAY_DRAIN_DELAY_SECONDS", "5");
        environment.put("LATCHKEY_GATEWAY_DRAIN_LIMIT_SECONDS", "30");

        Settings settings = Settings.from(environment);

        assertThat(settings.gateway().bindAddress()).isEqualTo("127.0.0.1");
        assertThat(settings.gateway().port()).isEqualTo(8000);
        assertThat(settings.managementAddress()).isEqualTo("0.0.0.0");
        assertThat(settings.managementPort()).isEqualTo(9000);
        assertThat(settings.gateway().demoKafka()).isEqualTo("kafka:9092");
        assertThat(settings.gateway().drainLimit()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.drainDelay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.gateway().trustedProxies().include(InetAddress.ofLiteral("10.1.1.1")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LATCHKEY_GATEWAY_PORT                  | 0",
                "LATCHKEY_GATEWAY_PORT                  | 65536",
                "LATCHKEY_GATEWAY_PORT                  | tcp://10.0.0.1:8080",
                "LATCHKEY_GATEWAY_MANAGEMENT_PORT       | -1",
                "LATCHKEY_GATEWAY_UPSTREAM_TOKEN        | ''",
                "LATCHKEY_GATEWAY_UPSTREAM_TOKEN        | token-service:8083",
                "LATCHKEY_GATEWAY_UPSTREAM_TOKEN        | https://token-service:8083",
                "LATCHKEY_GATEWAY_UPSTREAM_TOKEN        | http://token service:8083",
                "LATCHKEY_GATEWAY_UPSTREAM_TOKENS       | http://token-service:8083",
                "LATCHKEY_GATEWAY_TRUSTED_PROXIES       | ingress.test",
                "LATCHKEY_GATEWAY_DEMO                  | yes",
                "LATCHKEY_GATEWAY_DRAIN_DELAY_SECONDS   | 5s",
                "LATCHKEY_GATEWAY_DRAIN_LIMIT_SECONDS   | 601",
            })
    void namesTheKeyThatIsWrong(String key, String value) {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put(key, value);

        assertThatThrownBy(() -> Settings.from(environment))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(key + " ");
    }

    @Test
    void needsKafkaForTheDemo() {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.put("LATCHKEY_GATEWAY_DEMO", "true");

        assertThatThrownBy(() -> Settings.from(environment))
                .hasMessageStartingWith("LATCHKEY_KAFKA_BOOTSTRAP_SERVERS is missing");
    }
}
