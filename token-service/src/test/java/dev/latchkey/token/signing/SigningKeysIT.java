package dev.latchkey.token.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.testing.Backends;
import dev.latchkey.testing.TestDatabase;
import dev.latchkey.testing.TestTenant;
import dev.latchkey.token.ServiceInstance;
import dev.latchkey.token.TestClock;
import dev.latchkey.token.TestJwts;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** The life of the keys that sign tokens, on as many instances as there are (CONTRACT section 9). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SigningKeysIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LEAD = Duration.ofSeconds(60);
    private static final Duration TICK = Duration.ofMillis(1);
    private static final int START_SECONDS = 60;

    private final TestDatabase database = Backends.shared().newDatabase();
    private final TestClock clock = new TestClock();
    private final ServiceInstance instance = ServiceInstance.on(database, clock, Map.of());

    @BeforeAll
    void beginWithOneKey() {
        assertThat(published(instance)).hasSize(1);
    }

    @AfterAll
    void stop() {
        instance.close();
    }

    @Test
    void publishesASuccessorBeforeItSignsAndTheOldKeyUntilItsTokensHaveExpired() {
        Duration longestLifetime = instance.bean(Tenant.class).longestTokenLifetime();
        List<String> before = published(instance);
        String old = signingKey(instance);

        rotate(instance);

        JWKSet duringRotation = TestJwts.keysOf(instance.endpoint());
        List<String> both = published(instance);
        String successor = both.getLast();
        assertThat(both).hasSize(before.size() + 1).containsAll(before);
        assertThat(before).doesNotContain(successor);
        assertThat(signingKey(instance)).isEqualTo(old);
        clock.advance(LEAD.minus(TICK));
        assertThat(signingKey(instance)).isEqualTo(old);
        clock.advance(TICK);
        assertThat(signingKey(instance)).isEqualTo(successor);
        TestJwts.verified(token(instance), duringRotation);
        clock.advance(longestLifetime.minus(TICK));
        refresh(instance);
        assertThat(published(instance)).contains(old, successor);
        clock.advance(TICK);
        refresh(instance);
        assertThat(published(instance)).doesNotContain(old).contains(successor);
    }

    @Test
    void forgetsAPrivateKeyThatIsPublishedNoMoreWithTheNextRotation() throws Exception {
        String old = signingKey(instance);
        rotate(instance);
        clock.advance(
                LEAD.plus(instance.bean(Tenant.class).longestTokenLifetime()).plus(TICK));

        rotate(instance);

        assertThat(stored()).doesNotContain(old).containsAll(published(instance));
    }

    @Test
    void outlivesARestart() {
        String before = token(instance);

        try (ServiceInstance restarted = ServiceInstance.on(database, clock, Map.of())) {
            assertThat(published(restarted)).isEqualTo(published(instance));
            assertThat(signingKey(restarted)).isEqualTo(signingKey(instance));
            TestJwts.verified(before, TestJwts.keysOf(restarted.endpoint()));
            TestJwts.verified(token(restarted), TestJwts.keysOf(instance.endpoint()));
        }
    }

    @Test
    void isTheSameOnTwoInstancesThatStartAtOnceOnAnEmptyDatabase() throws Exception {
        TestDatabase empty = Backends.shared().newDatabase();
        TestClock shared = new TestClock();
        CompletableFuture<ServiceInstance> starting =
                CompletableFuture.supplyAsync(() -> ServiceInstance.on(empty, shared, Map.of()));
        try (ServiceInstance one = ServiceInstance.on(empty, shared, Map.of());
                ServiceInstance other = starting.get(START_SECONDS, TimeUnit.SECONDS)) {
            assertThat(published(one)).hasSize(1).isEqualTo(published(other));
            String old = signingKey(one);

            rotate(one);

            String signedBeforeTheOtherKnows = token(other);
            TestJwts.verified(signedBeforeTheOtherKnows, TestJwts.keysOf(one.endpoint()));
            refresh(other);
            assertThat(published(other)).hasSize(2).isEqualTo(published(one));
            assertThat(signingKey(other)).isEqualTo(old);
            shared.advance(LEAD);
            assertThat(signingKey(other)).isEqualTo(signingKey(one)).isNotEqualTo(old);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "k1, OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk=, a stored key does not open with key-encryption key k1",
        "k2, OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk=, latchkey.privacy.key-encryption-keys has no key k1"
    })
    @ExtendWith(OutputCaptureExtension.class)
    void doesNotStartWithoutTheKeyThatOpensThemAndTellsNoSecret(
            String id, String secret, String message, CapturedOutput log) {
        Map<String, String> properties = Map.of(
                "latchkey.privacy.key-encryption-keys[0].id",
                id,
                "latchkey.privacy.key-encryption-keys[0].secret",
                secret);

        Throwable failure = catchThrowable(
                () -> ServiceInstance.on(database, clock, properties).close());

        assertThat(causes(failure)).anyMatch(cause -> message.equals(cause.getMessage()));
        assertThat(causes(failure)).noneMatch(cause -> String.valueOf(cause).contains(secret));
        assertThat(log).contains(message).doesNotContain(secret, "\"d\":", "PRIVATE KEY");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private static String token(ServiceInstance instance) {
        Answer answer = instance.endpoint()
                .post(JSON.createObjectNode()
                        .put("grant_type", "client_credentials")
                        .put("client_id", TestTenant.OPERATOR)
                        .put("client_secret", TestTenant.OPERATOR_SECRET));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.text("access_token");
    }

    private static String signingKey(ServiceInstance instance) {
        return TestJwts.parse(token(instance)).getHeader().getKeyID();
    }

    private static List<String> published(ServiceInstance instance) {
        return TestJwts.keysOf(instance.endpoint()).getKeys().stream()
                .map(JWK::getKeyID)
                .toList();
    }

    private static void rotate(ServiceInstance instance) {
        Answer answer = instance.management()
                .send(instance.management()
                        .request("/actuator/signingkeys")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(answer.status()).isEqualTo(200);
    }

    /** What happens by itself every few seconds. */
    private static void refresh(ServiceInstance instance) {
        instance.bean(SigningKeys.class).refresh();
    }

    private List<String> stored() throws SQLException {
        try (Connection connection = database.connectAs("token");
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT string_agg(key_id, ',') FROM token.signing_key")) {
            rows.next();
            return List.of(rows.getString(1).split(","));
        }
    }
}
