package dev.latchkey.endtoend;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.latchkey.embedded.EmbeddedKafka;
import dev.latchkey.embedded.EmbeddedPostgres;
import dev.latchkey.embedded.FreePorts;
import dev.latchkey.embedded.KafkaSettings;
import dev.latchkey.embedded.PostgresBootstrap;
import dev.latchkey.embedded.PostgresSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What instances of several versions share: a database, a broker, the tenant and its secrets; nothing else runs on it. */
final class SharedGround implements AutoCloseable {

    /** The host of the tenant's one domain; nobody listens there, as each request goes to an instance. */
    static final String HOST = "localhost:8080";

    static final String ORIGIN = "http://" + HOST;
    static final String CLIENT = "web";

    private static final String DATABASE = "latchkey";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;

    private SharedGround(Path folder, EmbeddedPostgres postgres, EmbeddedKafka kafka) {
        this.folder = folder;
        this.postgres = postgres;
        this.kafka = kafka;
    }

    /** Fresh, in a folder that is emptied first. */
    static SharedGround prepared(Path folder) {
        Suite.deleteRecursively(folder);
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve("tenant.yaml"), TENANT.formatted(ORIGIN, TestTenant.sha256(TestTenant.SECRET)));
            Files.writeString(
                    folder.resolve("secrets.yaml"), SECRETS.formatted(secret(), secret(), secret(), signingKey()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var postgres = EmbeddedPostgres.start(PostgresSettings.throwaway(folder));
        try {
            PostgresBootstrap.withPasswords(PostgresBootstrap.ROLES.stream()
                            .collect(Collectors.toMap(Function.identity(), SharedGround::password)))
                    .prepare(postgres.server(), DATABASE);
            return new SharedGround(
                    folder, postgres, EmbeddedKafka.start(new KafkaSettings(folder.resolve("kafka"), FreePorts.any())));
        } catch (SQLException | RuntimeException e) {
            postgres.close();
            throw new IllegalStateException(e);
        }
    }

    /** What every service is told on its command line. */
    List<String> settings(String service) {
        return List.of(
                "--spring.datasource.url=" + postgres.server().jdbcUrl(DATABASE),
                "--spring.datasource.username=" + service,
                "--latchkey.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--latchkey.kafka.topics.replication-factor=1",
                "--spring.config.additional-location="
                        + folder.resolve("tenant.yaml").toUri() + ","
                        + folder.resolve("secrets.yaml").toUri());
    }

    static String password(String role) {
        return role + "-password";
    }

    Path log(String name) {
        return folder.resolve(name + ".log");
    }

    @Override
    public void close() {
        try (postgres;
                kafka) {
            // In the reverse order of this list.
        }
    }

    private static String secret() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String signingKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("heads").generate().toJSONString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final String TENANT = """
            latchkey:
              rate-limits:
                enabled: false
              tenant:
                name: Latchkey in two versions
                domains:
                  - url: %1$s
                connections:
                  - name: Username-Password-Authentication
                clients:
                  - client-id: web
                    app-type: spa
                    token-endpoint-auth-method: none
                    grant-types: ["urn:okta:params:oauth:grant-type:webauthn", refresh_token]
                    web-origins: ["%1$s"]
                  - client-id: operator
                    app-type: non_interactive
                    token-endpoint-auth-method: client_secret_post
                    client-secret-sha256: "%2$s"
                    grant-types: [client_credentials]
                    scopes: ["read:audit", "read:users"]
            """;

    private static final String SECRETS = """
            latchkey:
              ticket:
                keys: [{id: "1", secret: "%s"}]
              privacy:
                identifier-key: "%s"
                key-encryption-keys: [{id: "1", secret: "%s"}]
              audit:
                tree-heads:
                  keys: ['%s']
            """;
}
