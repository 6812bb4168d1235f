package dev.latchkey.kernel.challenge;

import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.CrossOriginAnswer;
import dev.latchkey.kernel.web.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a request says of who its client is, in one of the ways of CONTRACT section 1.3.
 *
 * @param assertion a {@code private_key_jwt} that is still to be verified (RFC 7523)
 */
public record ClientCredentials(
        @Nullable String clientId,
        @Nullable String secret,
        @Nullable String assertion) {

    private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /**
     * Reads them out of the body or the {@code Authorization} header, and leaves the answer to that client.
     *
     * @throws ApiException when there are none, or more than one way was used
     */
    public static ClientCredentials of(HttpServletRequest request, ObjectNode body) {
        ClientCredentials credentials = read(request, body);
        if (credentials.clientId() != null) {
            CrossOriginAnswer.restrict(request, credentials.clientId());
        }
        return credentials;
    }

    private static ClientCredentials read(HttpServletRequest request, ObjectNode body) {
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
            return new ClientCredentials(clientId.orElse(null), null, assertionOf(body));
        }
        return basic.map(header -> header.confirmedBy(clientId))
                .orElseGet(() -> new ClientCredentials(
                        clientId.orElseThrow(() -> ApiException.invalidRequest("\"client_id\" is required")),
                        secret.orElse(null),
                        null));
    }

    private static String assertionOf(ObjectNode body) {
        if (!JWT_BEARER.equals(StrictJson.requiredText(body, "client_assertion_type"))) {
            throw ApiException.invalidRequest("\"client_assertion_type\" must be " + JWT_BEARER);
        }
        return StrictJson.requiredText(body, "client_assertion");
    }

    /**
     * The client, if it is the one it says; an assertion is not accepted.
     *
     * @throws ApiException 401 {@code invalid_client} otherwise
     */
    public Client authenticateWith(Tenant tenant) {
        if (assertion != null) {
            throw ApiException.invalidClient("This endpoint does not accept client assertions.");
        }
        return Optional.ofNullable(clientId)
                .flatMap(tenant::client)
                .filter(this::authenticates)
                .orElseThrow(() -> ApiException.invalidClient("The client is unknown or did not prove who it is."));
    }

    /** A public client has no secret to send; one that sends a secret is not the client we know. */
    private boolean authenticates(Client client) {
        return client.isPublic() ? secret == null : secret != null && client.hasSecret(secret);
    }

    /** Hides what proves the client from logs. */
    @Override
    public String toString() {
        return "ClientCredentials[" + clientId + "]";
    }
}
