package dev.latchkey.kernel.challenge;

import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Connection;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.tenant.Organization;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request for a challenge that passed the door.
 *
 * @param domain the front door it came in on
 * @param client the application that sent it, which proved who it is
 * @param connection the realm it concerns
 * @param organization the organization it concerns, if it named one
 * @param body what it says; members beyond the common ones are still unread
 */
public record AdmittedRequest(
        Domain domain,
        Client client,
        Connection connection,
        @Nullable Organization organization,
        ObjectNode body) {

    /** Hides the body, which may hold personal data and a secret, from logs. */
    @Override
    public String toString() {
        return "AdmittedRequest[" + domain.authority() + ", " + client + ", " + connection.name() + "]";
    }
}
