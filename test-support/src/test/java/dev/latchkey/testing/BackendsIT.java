package dev.latchkey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(
        properties = {
            "spring.application.name=registration-service",
            "spring.config.additional-location=" + TestTenant.CONFIGURATION
        })
@Import(TestBackends.class)
class BackendsIT {

    @SpringBootApplication
    static class Application {}

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    @Autowired
    private TestDatabase database;

    @Test
    void givesTheContextAFreshDatabaseAsTheRoleOfItsService() {
        assertThat(ask("SELECT current_database()")).isEqualTo(database.name());
        assertThat(ask("SELECT current_user")).isEqualTo("registration");
        assertThat(ask("SELECT current_schema()")).isEqualTo("registration");
        assertThat(ask("SELECT count(*)::text FROM pg_tables WHERE schemaname = 'registration'"))
                .isEqualTo("0");
    }

    @Test
    void givesTheContextTheSharedKafka() throws Exception {
        String servers = environment.getRequiredProperty("latchkey.kafka.bootstrap-servers");

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            assertThat(admin.describeCluster().nodes().get(30, TimeUnit.SECONDS))
                    .hasSize(1);
        }
    }

    @Test
    void makesAnotherDatabaseWithoutTouchingTheFirst() {
        TestDatabase another = Backends.shared().newDatabase();

        assertThat(another.name()).isNotEqualTo(database.name());
        assertThat(ask("SELECT current_user")).isEqualTo("registration");
    }

    @Test
    void aStoppedKafkaComesBackAtTheSameAddress() throws Exception {
        try (StoppableKafka kafka = StoppableKafka.started();
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            kafka.stop();
            kafka.start();

            assertThat(admin.describeCluster().nodes().get(30, TimeUnit.SECONDS))
                    .hasSize(1);
        }
    }

    @Test
    void knowsTheSecretsOfTheTestTenant() throws Exception {
        assertThat(configuredSecretHashes())
                .contains(sha256(TestTenant.WEB_SECRET), sha256(TestTenant.OPERATOR_SECRET));
    }

    private List<String> configuredSecretHashes() {
        return List.of(
                environment.getProperty("latchkey.tenant.clients[2].client-secret-sha256", ""),
                environment.getProperty("latchkey.tenant.clients[4].client-secret-sha256", ""));
    }

    private static String sha256(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    private String ask(String query) {
        return jdbc.sql(query).query(String.class).single();
    }
}
