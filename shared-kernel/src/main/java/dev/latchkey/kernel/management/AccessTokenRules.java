package dev.latchkey.kernel.management;

import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.tenant.Tenant;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;

/** What an access token must say to be taken by one of our own APIs. */
public final class AccessTokenRules {

    private AccessTokenRules() {}

    /**
     * In time, and with issuer and audience of one and the same domain of ours.
     *
     * @param audience of the API on a domain
     */
    public static OAuth2TokenValidator<Jwt> of(Tenant tenant, Function<Domain, String> audience, Clock clock) {
        JwtTimestampValidator timestamps = new JwtTimestampValidator();
        timestamps.setAllowEmptyExpiryClaim(false);
        timestamps.setClock(clock);
        return JwtValidators.createDefaultWithValidators(List.of(
                new JwtTypeValidator("JWT", "at+jwt"),
                timestamps,
                token -> isFor(token, tenant, audience)
                        ? OAuth2TokenValidatorResult.success()
                        : OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN))));
    }

    private static boolean isFor(Jwt token, Tenant tenant, Function<Domain, String> audience) {
        String issuer = token.getClaimAsString("iss");
        List<String> audiences = token.getAudience();
        return audiences != null
                && tenant.domains().stream()
                        .anyMatch(
                                domain -> domain.issuer().equals(issuer) && audiences.contains(audience.apply(domain)));
    }
}
