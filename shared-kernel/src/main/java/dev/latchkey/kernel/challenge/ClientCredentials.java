package dev.latchkey.kernel.challenge;

import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a request says of who its client is, in one of the ways of CONTRACT section 1.3. */
public record ClientCredentials(String clientId, @Nullable String secret) {

    /**
     * Reads them out of the body or the {@code Authorization} header.
     *
     * @throws ApiException when there are none, or more than one way was used
     */
    public static ClientCredentials of(HttpServletRequest request, ObjectNode body) {
        Optional<BasicCredentials> basic = BasicCredentials.of(request);
        Optional<String> clientId = StrictJson.optionalText(body, "client_id");
        Optional<String> secret = StrictJson.optionalText(body, "client_secret");
        boolean assertion = body.has("client_assertion") || body.has("client_assertion_type");
        if (Stream.of(basic.isPresent(), secret.isPresent(), assertion)
                        .filter(used -> used)
                        .count()
                > 1) {
            throw ApiException.invalidRequest("Multiple authentication methods provided, please use one.");
        }
        if (assertion) {
            throw ApiException.invalidClient("This endpoint does not accept client assertions.");
        }
        return basic.map(header -> header.confirmedBy(clientId))
                .orElseGet(() -> new ClientCredentials(
                        clientId.orElseThrow(() -> ApiException.invalidRequest("\"client_id\" is required")),
                        secret.orElse(null)));
    }

    /**
     * The client, if it is the one it says.
     *
     * @throws ApiException 401 {@code invalid_client} otherwise
     */
    public Client authenticateWith(Tenant tenant) {
        return tenant.client(clientId)
                .filter(this::authenticates)
                .orElseThrow(() -> ApiException.invalidClient("The client is unknown or did not prove who it is."));
    }

    /** A public client has no secret to send; one that sends a secret is not the client we know. */
    private boolean authenticates(Client client) {
        return client.isPublic() ? secret == null : secret != null && client.hasSecret(secret);
    }

    /** Hides the secret from logs. */
    @Override
    public String toString() {
        return "ClientCredentials[" + clientId + "]";
    }
}
