package dev.latchkey.token.oauth;

import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.web.ApiException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/** The client that the filter before has authenticated. */
final class ClientPrincipal {

    private ClientPrincipal() {}

    static Authentication current() {
        Authentication principal = SecurityContextHolder.getContext().getAuthentication();
        if (!(principal instanceof OAuth2ClientAuthenticationToken) || !principal.isAuthenticated()) {
            throw unproven();
        }
        return principal;
    }

    static Client client(Authentication principal, Tenant tenant) {
        return tenant.client(principal.getName()).orElseThrow(ClientPrincipal::unproven);
    }

    /** The same for a client that is not known and one that did not prove who it is. */
    static ApiException unproven() {
        return ApiException.invalidClient("The client is unknown or did not prove who it is.");
    }

    /** The text and status that the contract gives (section 5.3). */
    static ApiException grantNotAllowed(String grantType) {
        return new ApiException(
                HttpStatus.FORBIDDEN,
                "unauthorized_client",
                "Grant type '" + grantType + "' not allowed for the client.");
    }
}
