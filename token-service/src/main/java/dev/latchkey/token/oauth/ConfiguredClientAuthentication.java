package dev.latchkey.token.oauth;

import dev.latchkey.kernel.challenge.ClientCredentials;
import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Tenant;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;

/**
 * Authenticates clients by CONTRACT section 1.3, the same at every endpoint of the suite.
 *
 * <p>Spring's own converters know public clients only with PKCE, and no JSON.
 */
@Component
final class ConfiguredClientAuthentication implements AuthenticationConverter, AuthenticationProvider {

    private final Tenant tenant;
    private final RegisteredClients registered;

    ConfiguredClientAuthentication(Tenant tenant, RegisteredClients registered) {
        this.tenant = tenant;
        this.registered = registered;
    }

    @Override
    public Authentication convert(HttpServletRequest request) {
        ClientCredentials presented =
                ClientCredentials.of(request, TokenRequest.of(request).body());
        if (presented.clientId().isBlank()) {
            throw ClientPrincipal.unproven();
        }
        ClientAuthenticationMethod method = presented.secret() == null
                ? ClientAuthenticationMethod.NONE
                : ClientAuthenticationMethod.CLIENT_SECRET_POST;
        return new OAuth2ClientAuthenticationToken(presented.clientId(), method, presented.secret(), Map.of());
    }

    @Override
    public Authentication authenticate(Authentication presented) {
        ClientCredentials credentials = new ClientCredentials(presented.getName(), (String) presented.getCredentials());
        Client client = credentials.authenticateWith(tenant);
        return new OAuth2ClientAuthenticationToken(registered.of(client), RegisteredClients.methodOf(client), null);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
