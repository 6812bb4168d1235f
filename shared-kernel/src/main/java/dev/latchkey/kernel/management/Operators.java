package dev.latchkey.kernel.management;

import dev.latchkey.kernel.values.Actor;
import java.security.Principal;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;

/** Who an operator's token stands for. */
public final class Operators {

    private static final String CLIENT_ID = "azp";

    private Operators() {}

    /** Who sent the request of this thread. */
    public static Actor current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null) {
            throw new IllegalStateException("the door lets nobody in without a token");
        }
        return of(authentication);
    }

    /** The application that the request's token was issued to; it is in the trail of what the request changes. */
    public static Actor of(Principal caller) {
        String client =
                caller instanceof Authentication authentication && authentication.getPrincipal() instanceof Jwt token
                        ? token.getClaimAsString(CLIENT_ID)
                        : null;
        if (client == null) {
            throw new IllegalStateException("an operator comes with a token of ours, which names its client");
        }
        return Actor.client(client);
    }
}
