package dev.latchkey.token.oauth;

import dev.latchkey.kernel.events.RefreshTokenRefused;
import dev.latchkey.kernel.privacy.Circumstances;
import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.tenant.GrantTypes;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.RequestChannel;
import dev.latchkey.token.known.RefreshToken;
import dev.latchkey.token.write.refresh.ExchangeRefreshToken;
import dev.latchkey.token.write.refresh.RefreshOutcome;
import dev.latchkey.token.write.refresh.RefreshTokens;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;

/** The refresh grant (RFC 6749 section 6, CONTRACT section 7). */
@Component
final class RefreshTokenGrant implements AuthenticationConverter, AuthenticationProvider {

    private static final Logger log = LoggerFactory.getLogger(RefreshTokenGrant.class);

    /** Words that SDKs compare letter by letter. */
    private static final String UNKNOWN = "Unknown or invalid refresh token.";

    private static final String ERASED = "The refresh_token was generated for a user who doesn't exist anymore.";

    private final Tenant tenant;
    private final RefreshTokens refreshTokens;
    private final PersonTokens tokens;
    private final ProofsOfPossession proofs;
    private final Clock clock;

    RefreshTokenGrant(
            Tenant tenant, RefreshTokens refreshTokens, PersonTokens tokens, ProofsOfPossession proofs, Clock clock) {
        this.tenant = tenant;
        this.refreshTokens = refreshTokens;
        this.tokens = tokens;
        this.proofs = proofs;
        this.clock = clock;
    }

    /** A well-formed request. */
    private static final class Request extends OAuth2AuthorizationGrantAuthenticationToken {

        private static final long serialVersionUID = 1L;

        private final transient ExchangeRefreshToken command;
        private final transient Domain domain;

        Request(Authentication clientPrincipal, ExchangeRefreshToken command, Domain domain) {
            super(AuthorizationGrantType.REFRESH_TOKEN, clientPrincipal, null);
            this.command = command;
            this.domain = domain;
        }
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        TokenRequest tokenRequest = TokenRequest.of(request);
        if (!GrantTypes.REFRESH_TOKEN.equals(tokenRequest.required("grant_type"))) {
            return null;
        }
        Authentication principal = ClientPrincipal.current();
        Client client = ClientPrincipal.client(principal, tenant);
        if (!client.mayRefresh()) {
            throw ClientPrincipal.grantNotAllowed(GrantTypes.REFRESH_TOKEN);
        }
        RefreshToken token = RefreshToken.parse(tokenRequest.required("refresh_token"))
                .orElseThrow(() -> ApiException.invalidRefreshToken(UNKNOWN));
        Domain domain = tokenRequest.domain();
        return new Request(
                principal,
                new ExchangeRefreshToken(
                        token,
                        client,
                        tokenRequest.optional("scope").map(Scopes::named).orElse(null),
                        tokenRequest.optional("audience").orElse(null),
                        domain.userinfoAudience(),
                        proofs.keyThumbprint(request, domain, client).orElse(null),
                        new Circumstances(request.getRemoteAddr(), request.getHeader(HttpHeaders.USER_AGENT)),
                        RequestChannel.of(request, domain),
                        clock.instant()),
                domain);
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        Request request = (Request) authentication;
        RefreshOutcome outcome = refreshTokens.exchange(request.command);
        return switch (outcome) {
            case RefreshOutcome.Exchanged exchanged ->
                tokens.issue(issue(request, exchanged), (Authentication) request.getPrincipal());
            case RefreshOutcome.Refused refused -> throw refusal(request.command, refused.reason());
        };
    }

    private Issue issue(Request request, RefreshOutcome.Exchanged exchanged) {
        ExchangeRefreshToken command = request.command;
        return new Issue(
                request.domain,
                command.client(),
                exchanged.grant().userId(),
                exchanged.grant().sessionId(),
                exchanged.person(),
                exchanged.profileChangedAt(),
                exchanged.grant().openedAt(),
                command.now(),
                null,
                exchanged.grant().organization(),
                command.keyThumbprint(),
                exchanged.access().scope(),
                exchanged.access().audience(),
                Audience.lifetime(exchanged.access().audience(), tenant, command.client()),
                GrantTypes.REFRESH_TOKEN,
                exchanged.refreshToken().encode());
    }

    private static ApiException refusal(ExchangeRefreshToken command, RefreshTokenRefused.@Nullable Reason reason) {
        log.info("a refresh token of grant {} was refused: {}", command.token().grantId(), reason);
        if (reason == RefreshTokenRefused.Reason.USER_ERASED) {
            return ApiException.invalidRefreshToken(ERASED);
        }
        if (reason == RefreshTokenRefused.Reason.USER_BLOCKED) {
            return new ApiException(HttpStatus.FORBIDDEN, "access_denied", "user is blocked");
        }
        return ApiException.invalidRefreshToken(UNKNOWN);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return Request.class.isAssignableFrom(authentication);
    }
}
