package dev.latchkey.token.oauth;

import dev.latchkey.kernel.challenge.ClientCredentials;
import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.ClientAuthentication;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.token.signing.ClientAssertions;
import dev.latchkey.token.signing.ClientAssertions.Assertion;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
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

    /** Stands for a client id that only the assertion names. */
    private static final String IN_ASSERTION = "-";

    private final Tenant tenant;
    private final RegisteredClients registered;
    private final ClientAssertions assertions;
    private final UsedProofs used;
    private final Clock clock;

    ConfiguredClientAuthentication(
            Tenant tenant, RegisteredClients registered, ClientAssertions assertions, UsedProofs used, Clock clock) {
        this.tenant = tenant;
        this.registered = registered;
        this.assertions = assertions;
        this.used = used;
        this.clock = clock;
    }

    /** What a request shows of who its client is, and the front door it shows it at. */
    private record Presented(ClientCredentials credentials, Domain domain) {}

    @Override
    public Authentication convert(HttpServletRequest request) {
        TokenRequest tokenRequest = TokenRequest.of(request);
        ClientCredentials presented = ClientCredentials.of(request, tokenRequest.body());
        String clientId = presented.clientId();
        if (clientId != null && clientId.isBlank()) {
            throw ClientPrincipal.unproven();
        }
        return new PresentedClient(
                clientId == null ? IN_ASSERTION : clientId, new Presented(presented, tokenRequest.domain()));
    }

    /** Carries what was presented from the request to where it is judged. */
    private static final class PresentedClient extends OAuth2ClientAuthenticationToken {

        private static final long serialVersionUID = 1L;

        private final transient Presented presented;

        PresentedClient(String clientId, Presented presented) {
            super(clientId, org.springframework.security.oauth2.core.ClientAuthenticationMethod.NONE, null, null);
            this.presented = presented;
        }
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        Presented presented = ((PresentedClient) authentication).presented;
        Client client = presented.credentials().assertion() == null
                ? presented.credentials().authenticateWith(tenant)
                : asserted(presented);
        return new OAuth2ClientAuthenticationToken(registered.of(client), RegisteredClients.methodOf(client), null);
    }

    private Client asserted(Presented presented) {
        Domain domain = presented.domain();
        String text = Objects.requireNonNull(presented.credentials().assertion(), "looked at before");
        Assertion assertion = assertions
                .read(text, List.of(domain.issuer(), domain.url() + OAuthEndpoints.TOKEN), clock.instant())
                .orElseThrow(ClientPrincipal::unproven);
        String named = presented.credentials().clientId();
        Client client = tenant.client(assertion.clientId())
                .filter(known -> named == null || named.equals(known.clientId()))
                .filter(known -> known.authentication() == ClientAuthentication.PRIVATE_KEY_JWT)
                .filter(known -> assertions.isSignedByOneOf(known.publicKeys(), assertion))
                .orElseThrow(ClientPrincipal::unproven);
        if (!used.use(client.clientId(), assertion.id(), assertion.expiresAt())) {
            throw ClientPrincipal.unproven();
        }
        return client;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return PresentedClient.class.isAssignableFrom(authentication);
    }
}
