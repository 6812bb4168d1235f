package dev.latchkey.token;

import static dev.latchkey.token.TestOperator.person;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.privacy.PersonKeys;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.CredentialId;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.TestCeremonies.Session;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** Erasing a person: everything ends in one transaction, nothing begins afterwards, and the receipt proves it. */
@TokenServiceTest
class ErasureIT {

    private static final String CLIENT = "rotating";

    @Autowired
    TestService service;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PersonKeys keys;

    @Autowired
    PlatformTransactionManager transactions;

    TestOperator operator;
    SoftwareAuthenticator authenticator;
    String user;
    String passkey;

    @BeforeEach
    void signUp() {
        operator = TestOperator.of(service);
        authenticator = service.signedUp(Algorithm.ES256);
        user = new String(authenticator.passkeys().getFirst().userHandle(), StandardCharsets.UTF_8);
        passkey = PasskeyId.of(CredentialId.of(
                        Base64Url.encode(authenticator.passkeys().getFirst().credentialId())))
                .toString();
    }

    @Test
    void endsEverythingThatThePersonHas() {
        TestSignIns.login(service, authenticator, CLIENT);
        String refreshToken = TestSignIns.login(service, authenticator, CLIENT).text("refresh_token");

        Answer answer = operator.erase(user);

        assertThat(answer.status()).as(answer.rawText()).isEqualTo(200);
        assertThat(answer.text("user_id")).isEqualTo(user);
        assertThat(answer.text("erased_at")).endsWith("Z");
        assertThat(answer.body().get("revoked_passkeys").intValue()).isEqualTo(1);
        assertThat(answer.body().get("revoked_grants").intValue()).isEqualTo(2);
        assertThat(service.facts().of(user)).containsExactly("user-created", "user-erased");
        assertThat(service.facts().members(passkey, "credential-revoked", "reason"))
                .containsExactly("user-erased");
        assertThat(keys.find(UserId.of(user))).isEmpty();
        assertThat(rowsOf("claimed_identifier")).isZero();
        assertThat(rowsOf("refresh_family")).isZero();
        assertThat(service.endpoint()
                        .post(TestSignIns.refresh(CLIENT, refreshToken))
                        .status())
                .isEqualTo(403);
        assertThat(login().status()).isEqualTo(403);
    }

    private long rowsOf(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table + " WHERE user_id = ?")
                .param(user)
                .query(Long.class)
                .single();
    }

    private Answer login() {
        return service.endpoint()
                .post(service.ceremonies().request(service.ceremonies().login(), authenticator));
    }

    @Test
    void answersWithAReceiptThatThePublishedKeysVerify() throws Exception {
        Answer answer = operator.erase(user);

        SignedJWT receipt = SignedJWT.parse(answer.text("receipt"));
        JWKSet published = JWKSet.parse(
                service.endpoint().get("/.well-known/jwks.json").body().toString());
        assertThat(receipt.verify(new RSASSAVerifier(
                        published.getKeyByKeyId(receipt.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
        assertThat(receipt.getHeader().getType().getType()).isEqualTo("erasure-receipt+jwt");
        assertThat(receipt.getJWTClaimsSet().getIssuer()).isEqualTo("http://localhost:8080/");
        assertThat(receipt.getJWTClaimsSet().getSubject()).isEqualTo(user);
        assertThat(receipt.getJWTClaimsSet().getStringClaim("erased_at")).isEqualTo(answer.text("erased_at"));
        assertThat(receipt.getJWTClaimsSet().getStringClaim("requested_by")).isEqualTo("client:" + TestOperator.CLIENT);
        List<String> facts = new ArrayList<>();
        facts.add(service.facts().ids(user).getLast());
        facts.add(service.facts().ids(passkey).getLast());
        assertThat(receipt.getJWTClaimsSet().getStringListClaim("facts")).isEqualTo(facts);
    }

    @Test
    void hasNothingToDoASecondTimeOrForAStranger() {
        operator.erase(user);
        long before = service.facts().count();

        assertThat(operator.erase(user).status()).isEqualTo(204);
        assertThat(operator.erase("auth0|000000000000000000000000").status()).isEqualTo(204);
        assertThat(operator.erase("nobody").status()).isEqualTo(204);

        assertThat(service.facts().count()).isEqualTo(before);
    }

    @Test
    void leavesTheIdentifiersToWhoeverComesNext() {
        String email = UUID.randomUUID() + "@example.com";
        String erased = operator.create(person(email)).text("user_id");
        operator.erase(erased);

        Answer next = operator.create(person(email));

        assertThat(next.status()).isEqualTo(201);
        assertThat(next.text("user_id")).isNotEqualTo(erased);
        TestOperator.assertRefused(
                operator.create(person("x" + email).put("user_id", erased)), 409, "identity_conflict");
        TestOperator.assertRefused(operator.change(erased, "{\"blocked\":true}"), 404, "inexistent_user");
    }

    /** A login that holds the key goes first and is ended with the rest. */
    @Test
    void waitsForALoginThatIsBeingDecided() throws Exception {
        try (ExecutorService others = Executors.newSingleThreadExecutor()) {
            Future<Answer> erasure = new TransactionTemplate(transactions).execute(status -> {
                assertThat(keys.hold(UserId.of(user))).isPresent();
                Future<Answer> running = others.submit(() -> operator.erase(user));
                awaitALockOnTheVault();
                assertThat(running.isDone()).isFalse();
                return running;
            });
            assertThat(erasure.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
    }

    private void awaitALockOnTheVault() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < end) {
            Boolean waits = jdbc.sql("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
                    .query(Boolean.class)
                    .single();
            if (Boolean.TRUE.equals(waits)) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the erasure does not wait for the key");
    }

    /** Whoever wins, nothing of the person is open afterwards. */
    @RepeatedTest(8)
    void letsNothingOfARacingLoginOutliveTheErasure() throws Exception {
        List<ObjectNode> requests = new ArrayList<>();
        for (int count = 0; count < 4; count++) {
            Session session = service.ceremonies().login(ticket -> new TestTickets(ticket).with("clientId", CLIENT));
            requests.add(service.ceremonies()
                    .request(session, authenticator)
                    .put("client_id", CLIENT)
                    .put("scope", TestSignIns.OFFLINE));
        }
        List<Answer> logins = new ArrayList<>();
        try (ExecutorService others = Executors.newFixedThreadPool(5)) {
            List<Future<Answer>> running = requests.stream()
                    .map(request -> others.submit(() -> service.endpoint().post(request)))
                    .toList();
            Future<Answer> erasure = others.submit(() -> operator.erase(user));
            for (Future<Answer> login : running) {
                logins.add(login.get(30, TimeUnit.SECONDS));
            }
            assertThat(erasure.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
        }

        assertThat(rowsOf("refresh_family")).isZero();
        assertThat(service.facts().of(user)).last().isEqualTo("user-erased");
        assertThat(openGrants()).isZero();
        for (Answer login : logins) {
            assertThat(login.status()).isIn(200, 403);
            if (login.status() == 200) {
                assertThat(service.endpoint()
                                .post(TestSignIns.refresh(CLIENT, login.text("refresh_token")))
                                .status())
                        .isEqualTo(403);
            }
        }
    }

    /** Grants with refresh tokens that were opened and never ended. */
    private long openGrants() {
        return jdbc.sql("""
                        SELECT count(*) FROM domain_event AS opened
                        WHERE event_name = 'grant-opened'
                          AND convert_from(payload, 'UTF8')::jsonb ->> 'userId' = ?
                          AND convert_from(payload, 'UTF8')::jsonb -> 'scope' @> '"offline_access"'
                          AND NOT EXISTS (SELECT 1 FROM domain_event AS ended
                                WHERE ended.stream_id = opened.stream_id AND ended.event_name = 'grant-revoked')
                        """).param(user).query(Long.class).single();
    }

    @Test
    void enrolsNothingForAPersonWhoIsErasedMeanwhile() {
        TestAccount account = TestAccount.signedUp(service);
        Session enrolment = account.enrolment();
        operator.erase(account.userId().toString());

        Answer answer = account.verify(enrolment);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(jdbc.sql("SELECT count(*) FROM claimed_passkey WHERE user_id = ? AND NOT revoked")
                        .param(account.userId().toString())
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
