package dev.latchkey.token.oauth;

import dev.latchkey.kernel.privacy.Circumstances;
import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.GrantTypes;
import dev.latchkey.kernel.tenant.Organization;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.RequestChannel;
import dev.latchkey.kernel.web.StrictJson;
import dev.latchkey.token.webauthn.AnswerReader;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;

/**
 * Reads requests for the passkey grant; what cannot be read is answered 400 before the session is touched.
 */
@Component
final class WebAuthnGrantConverter implements AuthenticationConverter {

    private final Tenant tenant;
    private final ProofsOfPossession proofs;

    WebAuthnGrantConverter(Tenant tenant, ProofsOfPossession proofs) {
        this.tenant = tenant;
        this.proofs = proofs;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        TokenRequest tokenRequest = TokenRequest.of(request);
        if (!GrantTypes.WEBAUTHN.equals(tokenRequest.required("grant_type"))) {
            return null;
        }
        Authentication principal = ClientPrincipal.current();
        Client client = ClientPrincipal.client(principal, tenant);
        if (!client.mayUsePasskeys()) {
            throw ClientPrincipal.grantNotAllowed(GrantTypes.WEBAUTHN);
        }
        return new WebAuthnGrant(principal, answer(request, tokenRequest, client));
    }

    private WebAuthnGrant.Answer answer(HttpServletRequest request, TokenRequest tokenRequest, Client client) {
        Audience audience = Audience.of(tokenRequest.optional("audience"), tenant, tokenRequest.domain(), client);
        List<String> scope = tokenRequest
                .optional("scope")
                .map(requested -> Scopes.granted(
                        requested, audience.scopes(), client.mayRefresh() && audience.offlineAccessAllowed()))
                .orElse(Scopes.DEFAULT);
        return new WebAuthnGrant.Answer(
                tokenRequest.domain(),
                client,
                authSession(tokenRequest),
                AnswerReader.read(StrictJson.requiredObject(tokenRequest.body(), "authn_response")),
                tokenRequest.optional("realm").orElse(null),
                organization(tokenRequest),
                scope,
                audience,
                new Circumstances(request.getRemoteAddr(), request.getHeader(HttpHeaders.USER_AGENT)),
                RequestChannel.of(request, tokenRequest.domain()),
                proofs.keyThumbprint(request, tokenRequest.domain(), client).orElse(null));
    }

    /** An organization is compared by its id; one that is not known cannot be the session's. */
    private @Nullable String organization(TokenRequest tokenRequest) {
        return tokenRequest
                .optional("organization")
                .map(named -> tenant.organization(named).map(Organization::id).orElse(named))
                .orElse(null);
    }

    private static String authSession(TokenRequest tokenRequest) {
        String authSession = tokenRequest.required("auth_session");
        if (authSession.isEmpty() || !authSession.chars().allMatch(character -> character > ' ' && character < 127)) {
            throw ApiException.invalidRequest("\"auth_session\" must be what the challenge answered");
        }
        return authSession;
    }
}
