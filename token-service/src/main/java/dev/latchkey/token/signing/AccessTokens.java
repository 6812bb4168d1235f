package dev.latchkey.token.signing;

import dev.latchkey.kernel.management.AccessTokenRules;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.tenant.Tenant;
import java.time.Clock;
import java.util.function.Function;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/** Reads the access tokens that this service issued, with the keys it has at hand. */
@Component
public final class AccessTokens {

    private final SigningKeys keys;
    private final Tenant tenant;
    private final Clock clock;

    AccessTokens(SigningKeys keys, Tenant tenant, Clock clock) {
        this.keys = keys;
        this.tenant = tenant;
        this.clock = clock;
    }

    /**
     * A reader of tokens for one of our own APIs.
     *
     * @param audience of the API on a domain
     */
    public JwtDecoder reader(Function<Domain, String> audience) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .build();
        decoder.setJwtValidator(AccessTokenRules.of(tenant, audience, clock));
        return decoder;
    }
}
