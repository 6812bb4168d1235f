package dev.latchkey.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** A session answers one question of one client, once. */
class SessionsIT {

    private static final Suite suite = Suite.running();
    private static final Application demo = Application.demo();
    private static final Application other = Application.client("other");
    private static final Person ada = demo.signUp(Algorithm.EDDSA);

    @Test
    void refusesTheSameRequestASecondTime() {
        var session = demo.login();
        var redemption = demo.redemption(session, answer(session));

        var first = demo.token(redemption);
        var second = demo.token(redemption);

        assertThat(first.isOk()).isTrue();
        Refusals.assertUniform(second);
    }

    @Test
    void refusesTheSameSignupASecondTime() {
        var session = demo.signup();
        var redemption = demo.redemption(session, newPasskey(session));

        var first = demo.token(redemption);
        var second = demo.token(redemption);

        assertThat(first.isOk()).isTrue();
        Refusals.assertUniform(second);
    }

    @Test
    void refusesASessionOfAnotherClient() {
        var session = demo.login();

        var answer = other.redeem(session, answer(session));

        Refusals.assertUniform(answer);
        Refusals.assertRecorded(session, Set.of("WRONG_CLIENT"));
    }

    @Test
    void refusesASessionOfAnotherRealm() {
        var session = demo.login();

        var answer = demo.redeem(session, answer(session), body -> body.put("realm", TestTenant.OTHER_REALM));

        Refusals.assertUniform(answer);
        Refusals.assertRecorded(session, Set.of("WRONG_REALM"));
    }

    @Test
    void takesTheRealmOfTheSessionWhenItIsRepeated() {
        var session = demo.login();

        var answer = demo.redeem(session, answer(session), body -> body.put("realm", TestTenant.REALM));

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    @Test
    void refusesAPersonOfAnotherRealm() {
        var session = Session.of(demo.challenge(body -> body.put("realm", TestTenant.OTHER_REALM)));

        var answer = demo.redeem(session, answer(session));

        Refusals.assertUniform(answer);
    }

    @Test
    void refusesALoginForASignupsSession() {
        var session = demo.signup();
        var request = Application.object().put("challenge", session.challenge()).put("rpId", "localhost");

        var answer = demo.redeem(session, ada.authenticator().get(request, demo.origin()));

        Refusals.assertUniform(answer);
        Refusals.assertRecorded(session, Set.of("WRONG_PURPOSE"));
    }

    @Test
    void refusesASignupForALoginsSession() {
        var session = demo.login();
        var options = (ObjectNode) demo.signup().options();
        options.put("challenge", session.challenge());

        var answer = demo.redeem(
                session, SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA).create(options, demo.origin()));

        Refusals.assertUniform(answer);
        Refusals.assertRecorded(session, Set.of("WRONG_PURPOSE"));
    }

    @Test
    void refusesAnAnswerToAnotherSession() {
        var mine = demo.login();
        var yours = demo.login();

        var answer = demo.redeem(mine, answer(yours));

        Refusals.assertUniform(answer);
        Refusals.assertRecorded(mine, Set.of("WRONG_CHALLENGE"));
        assertThat(demo.redeem(yours, answer(yours)).isOk()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void refusesASealThatWasBroken(int part) {
        var session = demo.login();
        var parts = session.authSession().split("\\.", -1);
        parts[part] = parts[part].isEmpty() ? "AAAA" : swapped(parts[part]);
        var forged = new Session(String.join(".", parts), session.options());

        var answer = demo.redeem(forged, answer(session));
        var honest = demo.redeem(session, answer(session));

        assertThat(answer.status()).as("%s", answer).isIn(400, 403);
        assertThat(honest.isOk()).isTrue();
    }

    @Test
    void refusesASessionItNeverSealed() {
        var session = demo.login();
        var stranger = new Session(
                "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA",
                session.options());

        var answer = demo.redeem(stranger, answer(session));

        Refusals.assertUniform(answer);
    }

    @ParameterizedTest
    @ValueSource(ints = {10_240, 60_000})
    void refusesSessionsThatAreTooLong(int length) {
        var session = demo.login();

        var answer = demo.redeem(new Session("A".repeat(length), session.options()), answer(session));

        assertThat(answer.status()).as("%s", answer).isIn(400, 403, 413);
    }

    @Test
    void refusesTheHandleOfAnotherPerson() {
        var eve = demo.signUp(Algorithm.EDDSA);
        var session = demo.login();
        var ceremony = eve.authenticator().assertion(session.options(), demo.origin());

        var answer = demo.redeem(
                session,
                ceremony.userHandle(ada.authenticator().passkeys().getFirst().userHandle())
                        .answer());

        Refusals.assertUniform(answer);
        Refusals.assertRecorded(session, Set.of("WRONG_USER"));
    }

    @Test
    void refusesTheCredentialOfAnotherPerson() {
        var eve = demo.signUp(Algorithm.EDDSA);
        var session = demo.login();
        var ceremony = eve.authenticator().assertion(session.options(), demo.origin());
        var adas = ada.authenticator().passkeys().getFirst();

        var answer = demo.redeem(
                session,
                ceremony.credentialId(adas.credentialId())
                        .userHandle(adas.userHandle())
                        .answer());

        Refusals.assertUniform(answer);
        Refusals.assertRecorded(session, Set.of("BAD_SIGNATURE"));
    }

    @Test
    void refusesACredentialIdThatSomebodyHas() {
        var adas = ada.authenticator().passkeys().getFirst();
        var session = demo.signup();
        var ceremony = SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA).creation(session.options(), demo.origin());

        var answer =
                demo.redeem(session, ceremony.credentialId(adas.credentialId()).answer());

        Refusals.assertUniform(answer);
        Refusals.assertRecorded(session, Set.of("CREDENTIAL_ALREADY_REGISTERED"));
        assertThat(demo.signIn(ada).answer().isOk()).isTrue();
    }

    @Test
    void refusesTheSecondOfTwoSignupsForOneEmail() {
        var email = Person.newEmail();
        var early = demo.signup(email);
        var late = demo.signup(email);

        var first = demo.redeem(late, newPasskey(late));
        var second = demo.redeem(early, newPasskey(early));

        assertThat(first.isOk()).isTrue();
        assertThat(second.status()).as("%s", second).isIn(400, 403);
        Refusals.assertRecorded(early, Set.of("IDENTIFIER_TAKEN"));
    }

    @Test
    void refusesAnAnswerThatComesTooLate() {
        try (var hurried = ExtraService.started("authentication", "--latchkey.challenge.ttl-seconds=5")) {
            var session = demo.at(hurried.part()).login();
            var redemption = demo.redemption(session, answer(session));
            var issued = suite.events().await(session.id(), "challenge-issued").data();
            var expiry = Instant.parse(issued.path("expiresAt").asString());
            await("expiry").atMost(Duration.ofSeconds(10)).until(() -> Instant.now()
                    .isAfter(expiry));

            var answer = demo.token(redemption);

            assertThat(session.options().path("timeout").asInt()).isEqualTo(5000);
            Refusals.assertUniform(answer);
            Refusals.assertRecorded(session, Set.of("SESSION_EXPIRED"));
        }
    }

    @Test
    void demandsAVerifiedUserWhereTheClientDoes() {
        var careful = Application.client("careful");
        var session = careful.login();
        var ceremony = ada.authenticator().assertion(session.options(), careful.origin());

        var answer = careful.redeem(
                session, ceremony.flags(f -> f.userVerified(false)).answer());

        Refusals.assertUniform(answer);
        Refusals.assertRecorded(session, Set.of("USER_NOT_VERIFIED"));
    }

    @Test
    void acceptsOriginsOfTheClientOnly() {
        var elsewhere = Application.client("elsewhere");
        var session = elsewhere.login();

        var answer = elsewhere.redeem(session, answer(session));

        Refusals.assertUniform(answer);
        Refusals.assertRecorded(session, Set.of("WRONG_ORIGIN"));
    }

    @Test
    void believesNoOriginHeader() {
        var session = demo.login();
        var evil = ada.authenticator().get(session.options(), "https://evil.example");

        var answer = demo.token(
                demo.redemption(session, evil),
                "Origin",
                "https://evil.example",
                "X-Forwarded-Host",
                "evil.example",
                "X-Forwarded-Proto",
                "https");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo(uniformBody());
        Refusals.assertRecorded(session, Set.of("WRONG_ORIGIN"));
    }

    @Test
    void acceptsTheOtherTwinOfASpentSignatureNoMore() {
        var person = demo.signUp(Algorithm.ES256);
        var session = demo.login();
        var honest = person.authenticator().get(session.options(), demo.origin());
        var twin = honest.deepCopy();
        var signature = Base64.getUrlDecoder()
                .decode(honest.path("response").path("signature").asString());
        twin.withObject("/response")
                .put(
                        "signature",
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(
                                        DerSignature.of(signature).otherS().encoded()));

        var first = demo.redeem(session, honest);
        var second = demo.redeem(session, twin);

        assertThat(first.isOk()).isTrue();
        Refusals.assertUniform(second);
    }

    @Test
    void refusesAChallengeInStandardBase64() {
        var session = Stream.generate(demo::login)
                .filter(candidate -> candidate.challenge().contains("-"))
                .limit(1)
                .findFirst()
                .orElseThrow();
        var ceremony = ada.authenticator().assertion(session.options(), demo.origin());

        var answer = demo.redeem(
                session,
                ceremony.clientData(data ->
                                data.put("challenge", session.challenge().replace('-', '+')))
                        .answer());

        Refusals.assertUniform(answer);
    }

    private static ObjectNode answer(Session session) {
        return ada.authenticator().get(session.options(), demo.origin());
    }

    private static ObjectNode newPasskey(Session session) {
        return SoftwareAuthenticator.withAlgorithm(Algorithm.EDDSA).create(session.options(), demo.origin());
    }

    private static String uniformBody() {
        return demo.redeem(demo.login(), answer(demo.login())).body();
    }

    private static String swapped(String part) {
        int middle = part.length() / 2;
        return part.substring(0, middle) + (part.charAt(middle) == 'A' ? 'B' : 'A') + part.substring(middle + 1);
    }
}
