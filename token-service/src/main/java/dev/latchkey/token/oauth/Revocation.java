package dev.latchkey.token.oauth;

import dev.latchkey.kernel.events.Channel;
import dev.latchkey.kernel.privacy.Circumstances;
import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.web.RequestChannel;
import dev.latchkey.token.known.RefreshToken;
import dev.latchkey.token.write.refresh.RefreshTokens;
import dev.latchkey.token.write.refresh.RevokeRefreshToken;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
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

    /** A well-formed request, and from where it came. */
    private static final class Request extends OAuth2TokenRevocationAuthenticationToken {

        private static final long serialVersionUID = 1L;

        private final transient Circumstances circumstances;
        private final transient Channel channel;

        Request(String token, Authentication client, Circumstances circumstances, Channel channel) {
            super(token, client, null);
            this.circumstances = circumstances;
            this.channel = channel;
        }
    }

    @Override
    public Authentication convert(HttpServletRequest request) {
        TokenRequest tokenRequest = TokenRequest.of(request);
        return new Request(
                tokenRequest.required("token"),
                ClientPrincipal.current(),
                new Circumstances(request.getRemoteAddr(), request.getHeader(HttpHeaders.USER_AGENT)),
                RequestChannel.of(request, tokenRequest.domain()));
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        Request request = (Request) authentication;
        Client client = ClientPrincipal.client((Authentication) request.getPrincipal(), tenant);
        Optional<RefreshToken> token = RefreshToken.parse(request.getToken());
        token.ifPresent(it -> refreshTokens.revoke(
                new RevokeRefreshToken(it, client, request.circumstances, request.channel, clock.instant())));
        return request;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return Request.class.isAssignableFrom(authentication);
    }
}
