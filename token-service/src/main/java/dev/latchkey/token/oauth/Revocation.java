package dev.latchkey.token.oauth;

import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.token.known.RefreshToken;
import dev.latchkey.token.write.refresh.RefreshTokens;
import dev.latchkey.token.write.refresh.RevokeRefreshToken;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;

/**
 * {@code POST /oauth/revoke} (RFC 7009, CONTRACT section 8): a refresh token of the client ends with its whole family. What
 * is none of its tokens is answered alike and left alone, so that nobody can try tokens out here.
 */
@Component
final class Revocation implements AuthenticationConverter, AuthenticationProvider {

    private final Tenant tenant;
    private final RefreshTokens refreshTokens;
    private final Clock clock;

    Revocation(Tenant tenant, RefreshTokens refreshTokens, Clock clock) {
        this.tenant = tenant;
        this.refreshTokens = refreshTokens;
        this.clock = clock;
    }

    @Override
    public Authentication convert(HttpServletRequest request) {
        String token = TokenRequest.of(request).required("token");
        return new OAuth2TokenRevocationAuthenticationToken(token, ClientPrincipal.current(), null);
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OAuth2TokenRevocationAuthenticationToken request = (OAuth2TokenRevocationAuthenticationToken) authentication;
        Client client = ClientPrincipal.client((Authentication) request.getPrincipal(), tenant);
        Optional<RefreshToken> token = RefreshToken.parse(request.getToken());
        token.ifPresent(it -> refreshTokens.revoke(new RevokeRefreshToken(it, client, clock.instant())));
        return request;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2TokenRevocationAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
