package dev.latchkey.token.oauth;

import dev.latchkey.kernel.privacy.Circumstances;
import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.GrantTypes;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.web.ApiException;
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

    WebAuthnGrantConverter(Tenant tenant) {
        this.tenant = tenant;
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
                .map(requested -> Scopes.granted(requested, audience.scopes()))
                .orElse(Scopes.DEFAULT);
        return new WebAuthnGrant.Answer(
                tokenRequest.domain(),
                client,
                authSession(tokenRequest),
                AnswerReader.read(StrictJson.requiredObject(tokenRequest.body(), "authn_response")),
                tokenRequest.optional("realm").orElse(null),
                tokenRequest.optional("organization").orElse(null),
                scope,
                audience,
                new Circumstances(request.getRemoteAddr(), request.getHeader(HttpHeaders.USER_AGENT)));
    }

    private static String authSession(TokenRequest tokenRequest) {
        String authSession = tokenRequest.required("auth_session");
        if (authSession.isEmpty() || !authSession.chars().allMatch(character -> character > ' ' && character < 127)) {
            throw ApiException.invalidRequest("\"auth_session\" must be what the challenge answered");
        }
        return authSession;
    }
}
