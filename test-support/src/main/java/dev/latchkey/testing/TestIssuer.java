package dev.latchkey.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Stands in for token-service: publishes a key and signs operators' tokens with it. */
@TestConfiguration(proxyBeanMethods = false)
public class TestIssuer {

    private static final RSAKey KEY = newKey("test-key");

    @Bean(destroyMethod = "close")
    static Server testIssuerServer() throws IOException {
        return new Server();
    }

    @Bean
    static DynamicPropertyRegistrar testIssuerUrl(Server server) {
        return registry -> registry.add("latchkey.token-service.url", server::url);
    }

    /** A token that is good for the scope. */
    public static String token(String scope) {
        return token(scope, claims -> {});
    }

    /** A person's token for their own account that is good for the scope; it differs in what the change says. */
    public static String accountToken(String userId, String scope, Consumer<JWTClaimsSet.Builder> change) {
        return token(scope, claims -> {
            claims.subject(userId).audience(TestTenant.ISSUER + "me/").claim("azp", TestTenant.DEMO);
            change.accept(claims);
        });
    }

    /** A token that differs from a good one in what the change says. */
    public static String token(String scope, Consumer<JWTClaimsSet.Builder> change) {
        return sign(scope, change, KEY, JOSEObjectType.JWT);
    }

    /** A token of another type. */
    public static String tokenOfType(String type, String scope) {
        return sign(scope, claims -> {}, KEY, new JOSEObjectType(type));
    }

    /** A token that a stranger signed under our key's name. */
    public static String forgedToken(String scope) {
        return sign(scope, claims -> {}, newKey("test-key"), JOSEObjectType.JWT);
    }

    private static String sign(String scope, Consumer<JWTClaimsSet.Builder> change, RSAKey key, JOSEObjectType type) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(TestTenant.ISSUER)
                .subject(TestTenant.OPERATOR + "@clients")
                .audience(TestTenant.ISSUER + "api/v2/")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)))
                .claim("scope", scope);
        change.accept(claims);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key.getKeyID())
                        .type(type)
                        .build(),
                claims.build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
        return token.serialize();
    }

    private static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Serves the key set. */
    static final class Server implements AutoCloseable {

        private final HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

        Server() throws IOException {
            byte[] keys = new JWKSet(KEY.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            http.createContext("/.well-known/jwks.json", exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
                exchange.close();
            });
            http.start();
        }

        String url() {
            return "http://localhost:" + http.getAddress().getPort();
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }
}
