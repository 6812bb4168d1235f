package dev.latchkey.kernel.myaccount;

import dev.latchkey.kernel.management.IssuerTokens;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.tenant.Tenant;
import java.time.Clock;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** How a service reads access tokens for the My Account API. */
public record MyAccountTokens(JwtDecoder reader) {

    /** With the keys that token-service publishes. */
    public static MyAccountTokens ofIssuer(String tokenServiceUrl, Tenant tenant, Clock clock) {
        return new MyAccountTokens(IssuerTokens.reader(tokenServiceUrl, tenant, Domain::myAccountAudience, clock));
    }
}
