package dev.latchkey.token.oauth;

import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.tenant.MyAccountScopes;
import dev.latchkey.kernel.tenant.ResourceServer;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.web.ApiException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * For whom an access token is (CONTRACT section 6).
 *
 * @param scopes what can be asked for there beyond OpenID Connect
 * @param offlineAccessAllowed whether refresh tokens may be had for it
 */
record Audience(List<String> identifiers, Set<String> scopes, Duration lifetime, boolean offlineAccessAllowed) {

    /**
     * The audience of a person's token.
     *
     * @throws ApiException 400 {@code invalid_request} for an API that is not configured
     */
    static Audience of(Optional<String> requested, Tenant tenant, Domain domain, Client client) {
        Optional<String> named = requested.or(() -> tenant.defaultAudience().map(ResourceServer::identifier));
        if (named.isEmpty()) {
            return new Audience(List.of(domain.userinfoAudience()), Set.of(), client.accessTokenLifetime(), true);
        }
        if (named.get().equals(domain.myAccountAudience())) {
            return new Audience(
                    List.of(domain.myAccountAudience(), domain.userinfoAudience()),
                    MyAccountScopes.ALL,
                    client.accessTokenLifetime(),
                    true);
        }
        ResourceServer server = tenant.resourceServer(named.get())
                .orElseThrow(() -> ApiException.invalidRequest("\"audience\" names no API of this tenant"));
        return new Audience(
                List.of(server.identifier(), domain.userinfoAudience()),
                server.scopes(),
                server.accessTokenLifetime(),
                server.offlineAccessAllowed());
    }

    /** How long an access token lives that is for an audience granted before. */
    static Duration lifetime(List<String> granted, Tenant tenant, Client client) {
        return tenant.resourceServer(granted.getFirst())
                .map(ResourceServer::accessTokenLifetime)
                .orElse(client.accessTokenLifetime());
    }

    /** The claim: without openid the token is worth nothing at userinfo and does not name it. */
    List<String> claim(List<String> grantedScopes) {
        return identifiers.size() > 1 && !grantedScopes.contains(Scopes.OPENID)
                ? identifiers.subList(0, 1)
                : identifiers;
    }
}
