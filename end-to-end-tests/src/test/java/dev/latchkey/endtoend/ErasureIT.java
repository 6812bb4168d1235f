package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * A person who said things wherever things can be said is erased, and then everything that the suite has on its disk is
 * searched: the stores with their write-ahead log, the topics' segments, the logs.
 */
class ErasureIT {

    private static final Duration TIME_TO_BECOME_CONSISTENT = Duration.ofSeconds(30);
    /** Nobody else in these tests comes from there. */
    private static final String ADDRESS = "127.83.91.77";

    private final Suite suite = Suite.running();
    /** In all that the person says. Lower case, because addresses are. */
    private final String canary = "kanarie" + letters();

    private final String email = canary + "mail@example.com";
    private final Operator operator = Operator.signedIn();

    private static String letters() {
        var random = new SecureRandom();
        var letters = new StringBuilder();
        for (int count = 0; count < 12; count++) {
            letters.append((char) ('a' + random.nextInt(26)));
        }
        return letters.toString();
    }

    private Application application() throws Exception {
        var door = FrontDoor.from(InetAddress.getByName(ADDRESS), "Mozilla/5.0 (" + canary + "agent)", suite.origin());
        return new Application(door, "http://localhost:" + suite.applicationPort(), "spa");
    }

    @Test
    void leavesNothingReadableOfAPersonAnywhereOnTheDisk() throws Exception {
        var spa = application();
        var authenticator = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256);
        var userId = signUp(spa, authenticator);
        var refreshToken = signInAndRefresh(spa, authenticator);
        tellOperators(userId);
        beRefused(spa, userId);
        proveThatItWasTold(userId);

        var erased = operator.erase(userId);

        assertThat(erased.status()).as("%s", erased).isEqualTo(200);
        assertThat(erased.json().required("revoked_passkeys").asInt()).isEqualTo(2);
        assertThat(erased.json().required("revoked_grants").asInt()).isEqualTo(1);
        assertReceipt(erased.json().required("receipt").asString(), userId);
        assertThat(operator.erase(userId).status()).isEqualTo(204);
        assertThat(refresh(spa, refreshToken).status()).isEqualTo(403);
        await("the look-ups to forget " + userId)
                .atMost(TIME_TO_BECOME_CONSISTENT)
                .until(() -> operator.user(userId).status() == 404
                        && operator.authenticationMethods(userId).status() == 404);
        assertThat(operator.usersByEmail("new" + email).json()).isEmpty();
        // Whoever comes next may have the address.
        assertThat(spa.register("next" + email).status()).isEqualTo(200);
        assertNothingIsLeft(userId);
    }

    private String signUp(Application spa, SoftwareAuthenticator authenticator) {
        var session = Session.of(spa.register(email, body -> {
            var profile = (ObjectNode) body.required("user_profile");
            profile.put("name", canary + " naam é");
            profile.put("given_name", canary + "given");
            profile.put("family_name", canary + "family");
            profile.put("nickname", canary + "nick");
            profile.put("picture", "https://example.com/" + canary + ".png");
            body.putObject("user_metadata").put(canary + "key", canary + "value");
        }));
        var tokens = spa.redeem(session, authenticator.create(session.options(), spa.origin()));
        assertThat(tokens.status()).as("%s", tokens).isEqualTo(200);
        return Tokens.claims(tokens.json().required("id_token").asString())
                .required("sub")
                .asString();
    }

    private String signInAndRefresh(Application spa, SoftwareAuthenticator authenticator) {
        var session = spa.login();
        var tokens = spa.redeem(
                session,
                authenticator.get(session.options(), spa.origin()),
                body -> body.put("scope", "openid profile email offline_access"));
        assertThat(tokens.status()).as("%s", tokens).isEqualTo(200);
        var refreshed = refresh(spa, tokens.json().required("refresh_token").asString());
        assertThat(refreshed.status()).as("%s", refreshed).isEqualTo(200);
        return refreshed.json().has("refresh_token")
                ? refreshed.json().required("refresh_token").asString()
                : tokens.json().required("refresh_token").asString();
    }

    private static Answer refresh(Application spa, String refreshToken) {
        return spa.token(Application.object()
                .put("grant_type", "refresh_token")
                .put("client_id", "spa")
                .put("refresh_token", refreshToken));
    }

    /** What operators keep with the person: metadata, another address, a passkey from elsewhere, names of passkeys. */
    private void tellOperators(String userId) {
        var change = Application.object().put("email", "new" + email).put("name", canary + "renamed");
        change.putObject("app_metadata").put("note", canary + "note");
        change.putObject("user_metadata").putObject("deep").put("er", canary + "deeper");
        assertThat(operator.changeUser(userId, change).status()).isEqualTo(200);
        var elsewhere = SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA);
        elsewhere.create(application("spa").signup().options(), suite.origin());
        var passkey = elsewhere.passkeys().getFirst();
        var imported = operator.send(
                "POST",
                "/api/v2/users/" + Operator.encoded(userId) + "/authentication-methods",
                Application.object()
                        .put("type", "passkey")
                        .put("name", canary + "passkey")
                        .put("key_id", base64Url(passkey.credentialId()))
                        .put(
                                "public_key",
                                base64Url(passkey.keyPair().getPublic().getEncoded()))
                        .put("user_handle", base64Url((canary + "handle").getBytes(StandardCharsets.UTF_8)))
                        .put("user_agent", canary + "importer"));
        assertThat(imported.status()).as("%s", imported).isEqualTo(201);
    }

    private static Application application(String clientId) {
        return Application.client(clientId);
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Refusals see everything that is said too. */
    private void beRefused(Application spa, String userId) {
        assertThat(spa.register(canary + " no address").status()).isEqualTo(400);
        assertThat(spa.register(email + canary, body -> body.put("realm", canary + "realm"))
                        .status())
                .isEqualTo(400);
        var session = spa.login();
        var stranger = SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA);
        stranger.create(spa.signup(canary + "stranger@example.com").options(), spa.origin());
        assertThat(spa.redeem(session, stranger.get(session.options(), spa.origin()))
                        .status())
                .isEqualTo(403);
        assertThat(operator.createUser(Application.object()
                                .put("connection", TestTenant.REALM)
                                .put("email", "new" + email))
                        .status())
                .isEqualTo(409);
        assertThat(operator.changeUser(userId, Application.object().put("password", canary + "password"))
                        .status())
                .isEqualTo(400);
        assertThat(operator.changeUser(userId, Application.object().put("picture", canary + "picture"))
                        .status())
                .isEqualTo(400);
        assertThat(operator.get("/api/v2/users?q=" + Operator.encoded("name:" + canary))
                        .status())
                .isEqualTo(400);
    }

    /** The canaries were kept and used; afterwards there must be none. */
    private void proveThatItWasTold(String userId) {
        var user = operator.user(userId).json();
        assertThat(user.required("email").asString()).isEqualTo("new" + email);
        assertThat(user.at("/user_metadata/" + canary + "key").asString()).isEqualTo(canary + "value");
        assertThat(user.at("/app_metadata/note").asString()).isEqualTo(canary + "note");
        assertThat(user.required("logins_count").asInt()).isEqualTo(2);
        assertThat(user.required("last_ip").asString()).isEqualTo(ADDRESS);
        var methods = operator.authenticationMethods(userId).json();
        assertThat(methods).hasSize(2);
        assertThat(methods.toString()).contains(canary + "passkey", canary + "importer");
    }

    private static void assertReceipt(String text, String userId) throws Exception {
        var receipt = SignedJWT.parse(text);
        var key = Tokens.keys().getKeyByKeyId(receipt.getHeader().getKeyID()).toRSAKey();
        assertThat(receipt.verify(new RSASSAVerifier(key))).isTrue();
        assertThat(receipt.getHeader().getType().getType()).isEqualTo("erasure-receipt+jwt");
        assertThat(receipt.getJWTClaimsSet().getSubject()).isEqualTo(userId);
        assertThat(receipt.getJWTClaimsSet().getStringListClaim("facts")).hasSize(4);
    }

    private void assertNothingIsLeft(String userId) throws Exception {
        suite.stop();
        try {
            // The scanner sees what the stores and topics hold: there the person's id is readable, and stays.
            var places = new ByteScan(userId).in(suite.data());
            assertThat(places).anyMatch(place -> place.contains("pg_wal"));
            assertThat(places).anyMatch(place -> place.contains("/base/"));
            assertThat(places).anyMatch(place -> place.contains("latchkey.user-"));
            assertFindsEveryForm();
            assertThat(new ByteScan(canary).in(suite.data())).isEmpty();
            assertThat(new ByteScan(canary).inFile(Suite.log())).isEmpty();
            assertThat(new ByteScan(ADDRESS).in(suite.data())).isEmpty();
            assertThat(new ByteScan(ADDRESS).inFile(Suite.log())).isEmpty();
        } finally {
            suite.start();
        }
    }

    /** A control of our own, in each form, which the scanner must find where it looks. */
    private void assertFindsEveryForm() throws Exception {
        var control = "controle" + letters();
        var bytes = control.getBytes(StandardCharsets.UTF_8);
        List<byte[]> forms = List.of(
                bytes,
                control.getBytes(StandardCharsets.UTF_16LE),
                control.getBytes(StandardCharsets.UTF_16BE),
                HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII),
                Base64.getEncoder().encode(bytes),
                Base64.getUrlEncoder().encode(("x" + control + "y").getBytes(StandardCharsets.UTF_8)),
                Base64.getEncoder().encode(("xy" + control + "z").getBytes(StandardCharsets.UTF_8)));
        Path file = suite.data().resolve("control");
        for (byte[] form : forms) {
            Files.write(file, form);
            assertThat(new ByteScan(control).in(suite.data())).isNotEmpty();
        }
        Files.delete(file);
    }
}
