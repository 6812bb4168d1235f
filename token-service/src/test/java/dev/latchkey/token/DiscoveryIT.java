package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.Base64URL;
import dev.latchkey.token.TokenEndpoint.Answer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What anybody may know: metadata and keys (CONTRACT section 9). */
@TokenServiceTest
@ExtendWith(NoTroubleLogged.class)
class DiscoveryIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String OPENID = "/.well-known/openid-configuration";
    private static final String KEYS = "/.well-known/jwks.json";

    @Autowired
    TestService service;

    private Answer get(String path, String host) {
        return service.endpoint()
                .send(service.endpoint().request(path).setHeader("Host", host).GET());
    }

    @Test
    void advertisesWhatExists() {
        Answer answer = service.endpoint().get(OPENID);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.raw().headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).isEqualTo(JSON.readTree("""
                        {"issuer": "http://localhost:8080/",
                         "authorization_endpoint": "http://localhost:8080/authorize",
                         "token_endpoint": "http://localhost:8080/oauth/token",
                         "userinfo_endpoint": "http://localhost:8080/userinfo",
                         "revocation_endpoint": "http://localhost:8080/oauth/revoke",
                         "jwks_uri": "http://localhost:8080/.well-known/jwks.json",
                         "scopes_supported": ["openid", "profile", "email", "phone", "offline_access"],
                         "grant_types_supported":
                             ["urn:okta:params:oauth:grant-type:webauthn", "refresh_token", "client_credentials"],
                         "response_types_supported": [],
                         "subject_types_supported": ["public"],
                         "id_token_signing_alg_values_supported": ["RS256"],
                         "token_endpoint_auth_methods_supported":
                             ["none", "client_secret_post", "client_secret_basic", "private_key_jwt"],
                         "token_endpoint_auth_signing_alg_values_supported": ["RS256", "PS256", "ES256"],
                         "dpop_signing_alg_values_supported": ["ES256"],
                         "claims_supported":
                             ["iss", "sub", "aud", "iat", "exp", "auth_time", "amr", "sid", "at_hash", "name",
                              "nickname", "given_name", "family_name", "picture", "updated_at", "email",
                              "email_verified", "phone_number", "phone_number_verified"],
                         "request_uri_parameter_supported": false,
                         "request_parameter_supported": false}
                        """));
    }

    @Test
    void hasAnAlias() {
        assertThat(service.endpoint()
                        .get("/.well-known/oauth-authorization-server")
                        .body())
                .isEqualTo(service.endpoint().get(OPENID).body());
    }

    @Test
    void namesTheDomainThatWasAsked() {
        JsonNode metadata = get(OPENID, "id.example.com").body();

        assertThat(metadata.path("issuer").asString()).isEqualTo("https://id.example.com/");
        assertThat(metadata.path("token_endpoint").asString()).isEqualTo("https://id.example.com/oauth/token");
        assertThat(metadata.path("jwks_uri").asString()).isEqualTo("https://id.example.com/.well-known/jwks.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"attacker.example", "localhost", "localhost:80801"})
    void knowsOnlyItsOwnHosts(String host) {
        assertThat(get(OPENID, host).status()).isEqualTo(400);
    }

    @Test
    void publishesPublicHalvesOfKeysWithTheirCertificates() throws Exception {
        Answer answer = service.endpoint().get(KEYS);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("keys")).isNotEmpty();
        for (JsonNode key : answer.body().path("keys")) {
            assertThat(key.propertyNames())
                    .containsExactlyInAnyOrder("alg", "kty", "use", "n", "e", "kid", "x5t", "x5c");
            assertThat(key.path("alg").asString()).isEqualTo("RS256");
            assertThat(key.path("kty").asString()).isEqualTo("RSA");
            assertThat(key.path("use").asString()).isEqualTo("sig");
            assertThat(key.path("x5c")).hasSize(1);
            byte[] encoded = Base64.getDecoder().decode(key.path("x5c").path(0).asString());
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
            certificate.checkValidity();
            certificate.verify(certificate.getPublicKey());
            assertThat(certificate.getPublicKey())
                    .isEqualTo(JWK.parse(key.toString()).toRSAKey().toPublicKey());
            assertThat(key.path("x5t").asString())
                    .isEqualTo(
                            Base64URL.encode(MessageDigest.getInstance("SHA-1").digest(encoded))
                                    .toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void changesNothing(String method) {
        for (String path : new String[] {OPENID, KEYS, "/authorize"}) {
            Answer answer = service.endpoint()
                    .send(service.endpoint()
                            .request(path)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .method(method, HttpRequest.BodyPublishers.ofString("a=%zz")));

            assertThat(answer.status()).as(path + answer.rawText()).isIn(404, 405);
            assertThat(answer.text("error_description")).isNotBlank();
        }
    }

    @Test
    void saysThatItDoesNotRedirect() {
        Answer answer = service.endpoint().get("/authorize?response_type=code&client_id=demo");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error")).isEqualTo("unsupported_response_type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing",
                "/login",
                "/error",
                "/actuator",
                "/actuator/health",
                "/actuator/signingkeys",
                "/oauth2/token",
                "/oauth2/introspect",
                "/oauth2/jwks",
                "/.well-known/jwks.json/",
                "/.well-known/%6awks.json"
            })
    void hasNothingElse(String path) {
        for (String accepted : new String[] {"application/json", "text/html", "*/*"}) {
            Answer answer = service.endpoint()
                    .send(service.endpoint()
                            .request(path)
                            .header("Accept", accepted)
                            .GET());

            TestAnswers.assertError(answer, 404, "not_found");
        }
    }
}
