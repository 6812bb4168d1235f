package dev.latchkey.kernel.myaccount;

import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.values.UserId;
import java.net.URI;

/**
 * Whose request it is, as its access token says.
 *
 * @param userId the person
 * @param client the application that acts for them
 * @param domain the front door on which both token and request came
 */
public record Caller(UserId userId, Client client, Domain domain) {

    /** Where one of the person's authentication methods is found, absolute. */
    public URI locationOf(String authenticationMethodId) {
        return URI.create(domain.url()
                + MyAccountPaths.AUTHENTICATION_METHODS
                + '/'
                + authenticationMethodId.replace("|", "%7C"));
    }
}
