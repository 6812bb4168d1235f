package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What anybody with a plain consumer can read, and what nobody can. */
class EventsIT {

    private static final Suite suite = Suite.running();
    private static final Application demo = Application.demo();

    @Test
    void publishesTheFactsOfASignup() {
        var person = demo.signUp(Algorithm.ES256);
        var session = person.signup().id();

        suite.events()
                .awaitAll(
                        List.of(session),
                        "challenge-issued",
                        "auth-session-redeemed",
                        "user-created",
                        "credential-registered",
                        "grant-opened");
        var facts = suite.events().of(session);

        assertThat(facts)
                .extracting(Fact::type, Fact::topic)
                .containsExactlyInAnyOrder(
                        tuple("challenge-issued", "latchkey.challenge"),
                        tuple("auth-session-redeemed", "latchkey.auth-session"),
                        tuple("user-created", "latchkey.user"),
                        tuple("credential-registered", "latchkey.credential"),
                        tuple("grant-opened", "latchkey.grant"));
        assertThat(facts).allSatisfy(EventsIT::assertEnvelope);
    }

    @Test
    void saysWhatWasRegistered() {
        var person = demo.signUp(Algorithm.ES256);
        var own = person.authenticator().passkeys().getFirst();

        var registered = suite.events()
                .await(person.signup().id(), "credential-registered")
                .data();

        assertThat(registered.path("userId").asString()).isEqualTo(person.userId());
        assertThat(Base64.getUrlDecoder().decode(registered.path("credentialId").asString()))
                .isEqualTo(own.credentialId());
        assertThat(registered.path("algorithm").asInt()).isEqualTo(-7);
        assertThat(registered.path("aaguid").asString()).isEqualTo(SoftwareAuthenticator.AAGUID.toString());
        assertThat(registered.path("transports")).hasToString("[\"internal\",\"hybrid\"]");
        assertThat(registered.path("signatureCount").asLong(-1)).isZero();
        assertThat(registered.path("backupEligible").asBoolean()).isTrue();
        assertThat(registered.path("backedUp").asBoolean()).isTrue();
        assertThat(registered.path("userVerified").asBoolean()).isTrue();
        assertThat(registered.path("attestationFormat").asString()).isEqualTo("none");
        assertThat(registered.path("relyingPartyId").asString()).isEqualTo("localhost");
    }

    @Test
    void tellsWhoRedeemedWhatWhere() {
        var person = demo.signUp(Algorithm.EDDSA);
        var signIn = demo.signIn(person);

        var redeemed = suite.events().await(signIn.session().id(), "auth-session-redeemed");
        var grant = suite.events().await(signIn.session().id(), "grant-opened");

        assertThat(redeemed.key()).isEqualTo(signIn.session().id());
        assertThat(redeemed.text("purpose")).isEqualTo("login");
        assertThat(redeemed.text("clientId")).isEqualTo("demo");
        assertThat(redeemed.text("realm")).isEqualTo(TestTenant.REALM);
        assertThat(redeemed.text("userId")).isEqualTo(person.userId());
        assertThat(redeemed.text("origin")).isEqualTo(demo.origin());
        assertThat(redeemed.text("grantId")).isEqualTo(grant.key());
        assertThat(grant.data().path("scope").toString()).contains("openid", "profile", "email");
    }

    @Test
    void writesNothingForALoginOfASyncedPasskeyBeyondItsSessionAndGrant() {
        var person = demo.signUp(Algorithm.EDDSA);
        var signIn = demo.signIn(person);
        suite.events().await(signIn.session().id(), "grant-opened");
        var next = demo.signIn(person);
        suite.events().await(next.session().id(), "grant-opened");

        var facts = suite.events().of(signIn.session().id());

        assertThat(facts)
                .extracting(Fact::type)
                .containsExactlyInAnyOrder("challenge-issued", "auth-session-redeemed", "grant-opened");
    }

    @Test
    void showsNoPersonalDataToAnybody() throws IOException {
        var canary = "canary" + UUID.randomUUID().toString().replace("-", "");
        var session = Session.of(demo.register(canary + "@example.com", body -> {
            body.withObject("/user_profile")
                    .put("name", canary + " name")
                    .put("given_name", canary + " given")
                    .put("picture", "https://example.com/" + canary + ".png");
            body.putObject("user_metadata").put("plan", canary);
        }));
        var authenticator = SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA);
        var person = new Person(
                canary + "@example.com",
                authenticator,
                session,
                demo.redeem(session, authenticator.create(session.options(), demo.origin())));
        demo.register(canary + "@example.com");
        demo.signIn(person);
        var last = demo.signIn(person);
        suite.events().await(last.session().id(), "grant-opened");
        suite.events().await(session.id(), "user-created");
        suite.events().await(session.id(), "credential-registered");

        var forms = forms(canary);

        assertThat(suite.events().all())
                .allSatisfy(fact -> assertThat(fact.toString()).doesNotContain(forms));
        assertThat(logs()).isNotEmpty().allSatisfy(log -> assertThat(Files.readString(log, StandardCharsets.ISO_8859_1))
                .as("%s", log)
                .doesNotContain(forms));
        assertThat(Files.readString(Suite.log())).doesNotContain(forms);
    }

    @Test
    void showsNoSecretToAnybody() throws IOException {
        var person = demo.signUp(Algorithm.EDDSA);
        var signIn = demo.signIn(person);
        suite.events().await(signIn.session().id(), "grant-opened");

        var secrets = new String[] {
            signIn.session().authSession(),
            signIn.answer().json().path("access_token").asString(),
            signIn.answer().json().path("id_token").asString(),
            TestTenant.SECRET
        };

        assertThat(suite.events().all())
                .allSatisfy(fact -> assertThat(fact.toString()).doesNotContain(secrets));
        assertThat(logs()).allSatisfy(log -> assertThat(Files.readString(log, StandardCharsets.ISO_8859_1))
                .as("%s", log)
                .doesNotContain(secrets));
    }

    /** CloudEvents 1.0 in Kafka's binary mode. */
    private static void assertEnvelope(Fact fact) {
        assertThat(fact.headers())
                .containsAllEntriesOf(Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_subject",
                        fact.key(),
                        "ce_revision",
                        "1",
                        "ce_sequence",
                        "0",
                        "content-type",
                        "application/json"));
        assertThat(UUID.fromString(fact.id())).isNotNull();
        assertThat(fact.header("ce_type")).startsWith("dev.latchkey.");
        assertThat(fact.header("ce_source")).matches("/latchkey/(registration|authentication|token)-service");
        assertThat(Instant.parse(fact.header("ce_time"))).isBeforeOrEqualTo(Instant.now());
        assertThat(fact.data().isObject()).isTrue();
    }

    /** In the clear, and as a careless encoding would leave it. */
    private static String[] forms(String canary) {
        var bytes = canary.getBytes(StandardCharsets.UTF_8);
        return Stream.concat(
                        Stream.of(
                                canary,
                                canary.toUpperCase(Locale.ROOT),
                                HexFormat.of().formatHex(bytes)),
                        Stream.of(0, 1, 2).map(shift -> base64Inside(bytes, shift)))
                .toArray(String[]::new);
    }

    /** What base64 makes of the text when it starts at this offset of a group of three, without the uncertain ends. */
    private static String base64Inside(byte[] bytes, int shift) {
        var shifted = new byte[bytes.length + shift];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        var encoded = Base64.getEncoder().encodeToString(shifted);
        return encoded.substring(4, encoded.length() - 6);
    }

    private static List<Path> logs() throws IOException {
        try (var files = Files.list(suite.data().resolve("logs"))) {
            return files.toList();
        }
    }
}
