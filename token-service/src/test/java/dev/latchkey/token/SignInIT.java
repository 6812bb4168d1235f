package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.ticket.SealedTickets;
import dev.latchkey.token.TestCeremonies.Session;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@TokenServiceTest
class SignInIT {

    @LocalServerPort
    int port;

    @Autowired
    SealedTickets tickets;

    @Autowired
    JdbcClient jdbc;

    TestCeremonies ceremonies;
    TokenEndpoint endpoint;

    @BeforeEach
    void connect() {
        ceremonies = new TestCeremonies(tickets);
        endpoint = new TokenEndpoint(port);
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void signsUpAndSignsInWithEveryOfferedAlgorithm(Algorithm algorithm) throws Exception {
        SoftwareAuthenticator authenticator = SoftwareAuthenticator.withAlgorithm(algorithm);
        String email = UUID.randomUUID() + "@example.com";
        Session signup = ceremonies.signup(email);

        TokenEndpoint.Answer signedUp = endpoint.post(ceremonies.request(signup, authenticator));
        TokenEndpoint.Answer signedIn = endpoint.post(ceremonies.request(ceremonies.login(), authenticator));

        assertThat(signedUp.status()).as(signedUp.body().toString()).isEqualTo(200);
        assertThat(signedIn.status()).as(signedIn.body().toString()).isEqualTo(200);
        assertThat(signedIn.text("scope")).isEqualTo("openid profile email");
        assertThat(signedIn.body().path("expires_in").asInt()).isEqualTo(86_400);
        assertThat(signedIn.raw().headers().firstValue("Cache-Control")).hasValue("no-store");
        JWTClaimsSet claims = verified(signedIn.text("id_token"));
        assertThat(claims.getIssuer()).isEqualTo("http://localhost:8080/");
        assertThat(claims.getAudience()).containsExactly("demo");
        assertThat(claims.getSubject()).isEqualTo(signup.ticket().userId().toString());
        assertThat(claims.getStringClaim("email")).isEqualTo(email);
        assertThat(verified(signedIn.text("access_token")).getAudience())
                .containsExactly("http://localhost:8080/userinfo");
    }

    @Test
    void storesTheFactsOfASignupUnderTheirStableNamesAndNothingReadable() {
        Session signup = ceremonies.signup("canary-person@example.com");

        endpoint.post(ceremonies.request(signup, SoftwareAuthenticator.withAlgorithm(Algorithm.ES256)));

        List<String> names = jdbc.sql("SELECT event_name FROM domain_event WHERE convert_from(metadata, 'UTF8') LIKE ?"
                        + " ORDER BY global_index")
                .param("%" + signup.id() + "%")
                .query(String.class)
                .list();
        assertThat(names)
                .containsExactly("auth-session-redeemed", "user-created", "credential-registered", "grant-opened");
        assertThat(jdbc.sql("SELECT payload FROM domain_event")
                        .query(byte[].class)
                        .list())
                .noneMatch(payload -> new String(payload, StandardCharsets.UTF_8).contains("canary"));
    }

    private JWTClaimsSet verified(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        JWKSet keys = JWKSet.parse(endpoint.get("/.well-known/jwks.json").body().toString());
        var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey();
        assertThat(jwt.verify(new RSASSAVerifier(key))).isTrue();
        return jwt.getJWTClaimsSet();
    }
}
