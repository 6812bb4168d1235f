package dev.latchkey.kernel.management;

import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.tenant.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestOperations;
import org.springframework.web.client.RestTemplate;

/**
 * Reads the access tokens that token-service gives for one of our own APIs: RS256, in time, from the issuer of one of our
 * domains and for that domain's API.
 *
 * <p>The issuer's keys are fetched when the first token comes, so that this service starts without the other.
 */
public final class IssuerTokens {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
    private static final Duration READ_LIMIT = Duration.ofSeconds(2);

    private IssuerTokens() {}

    /**
     * A reader of tokens.
     *
     * @param audience of the API on a domain
     */
    public static JwtDecoder reader(
            String tokenServiceUrl, Tenant tenant, Function<Domain, String> audience, Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(tokenServiceUrl + "/.well-known/jwks.json")
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .restOperations(boundedClient())
                .cache(new IssuerKeys(clock))
                .build();
        decoder.setJwtValidator(AccessTokenRules.of(tenant, audience, clock));
        return decoder;
    }

    private static RestOperations boundedClient() {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(CONNECT_LIMIT);
        requests.setReadTimeout(READ_LIMIT);
        return new RestTemplate(requests);
    }
}
