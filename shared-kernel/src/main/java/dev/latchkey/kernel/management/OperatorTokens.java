package dev.latchkey.kernel.management;

import dev.latchkey.kernel.tenant.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestOperations;
import org.springframework.web.client.RestTemplate;

/**
 * Reads the access tokens that token-service gives to operators: RS256, in time, from the issuer of one of our domains and
 * for that domain's Management API.
 *
 * <p>The issuer's keys are fetched when the first token comes, so that this service starts without the other.
 */
final class OperatorTokens {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
    private static final Duration READ_LIMIT = Duration.ofSeconds(2);

    private OperatorTokens() {}

    static JwtDecoder decoder(String tokenServiceUrl, Tenant tenant, Clock clock) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(tokenServiceUrl + "/.well-known/jwks.json")
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .restOperations(boundedClient())
                .cache(new IssuerKeys(clock))
                .build();
        decoder.setJwtValidator(validator(tenant));
        return decoder;
    }

    private static RestOperations boundedClient() {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(CONNECT_LIMIT);
        requests.setReadTimeout(READ_LIMIT);
        return new RestTemplate(requests);
    }

    private static OAuth2TokenValidator<Jwt> validator(Tenant tenant) {
        JwtTimestampValidator timestamps = new JwtTimestampValidator();
        timestamps.setAllowEmptyExpiryClaim(false);
        return JwtValidators.createDefaultWithValidators(List.of(
                new JwtTypeValidator("JWT", "at+jwt"),
                timestamps,
                token -> isForUs(token, tenant)
                        ? OAuth2TokenValidatorResult.success()
                        : OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN))));
    }

    /** Issuer and audience must be of one and the same domain. */
    private static boolean isForUs(Jwt token, Tenant tenant) {
        String issuer = token.getClaimAsString("iss");
        List<String> audience = token.getAudience();
        return audience != null
                && tenant.domains().stream()
                        .anyMatch(domain ->
                                domain.issuer().equals(issuer) && audience.contains(domain.managementAudience()));
    }
}
