package dev.latchkey.token.oauth;

import dev.latchkey.kernel.events.Channel;
import dev.latchkey.kernel.privacy.Circumstances;
import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.tenant.GrantTypes;
import dev.latchkey.token.webauthn.AuthenticatorAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;

/** A well-formed request for the passkey grant (CONTRACT section 5.1). */
final class WebAuthnGrant extends OAuth2AuthorizationGrantAuthenticationToken {

    private static final long serialVersionUID = 1L;
    private static final AuthorizationGrantType TYPE = new AuthorizationGrantType(GrantTypes.WEBAUTHN);

    private final transient Answer answer;

    /**
     * What the request says.
     *
     * @param scope what is granted of what it asks for
     * @param keyThumbprint the key that it proved to have (RFC 9449)
     */
    record Answer(
            Domain domain,
            Client client,
            String authSession,
            AuthenticatorAnswer response,
            @Nullable String realm,
            @Nullable String organization,
            List<String> scope,
            Audience audience,
            Circumstances circumstances,
            Channel channel,
            @Nullable String keyThumbprint) {}

    WebAuthnGrant(Authentication clientPrincipal, Answer answer) {
        super(TYPE, clientPrincipal, null);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
