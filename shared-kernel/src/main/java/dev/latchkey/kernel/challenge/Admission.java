package dev.latchkey.kernel.challenge;

import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Connection;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.tenant.Organization;
import dev.latchkey.kernel.tenant.OrganizationUsage;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.RequestDomain;
import dev.latchkey.kernel.web.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.databind.node.ObjectNode;

/**
 * The door of the {@code /passkey/*} endpoints (CONTRACT sections 1.1 to 1.3 and 2.3): a request passes when its host,
 * its form, its client and its realm are in order, and is refused with an {@link ApiException} otherwise.
 */
public final class Admission {

    private final Tenant tenant;

    Admission(Tenant tenant) {
        this.tenant = tenant;
    }

    /**
     * Lets a request in.
     *
     * @throws ApiException when it may not go on
     */
    public AdmittedRequest admit(HttpServletRequest request) {
        Domain domain = RequestDomain.of(request, tenant);
        requireJson(request.getContentType());
        if (!tenant.passkeysEnabled()) {
            throw ApiException.notFound("Passkeys are not enabled for this tenant.");
        }
        ObjectNode body = StrictJson.readObject(bodyOf(request));
        ClientCredentials credentials = ClientCredentials.of(request, body);
        note(request, credentials, body, domain);
        Client client = credentials.authenticateWith(tenant);
        requirePasskeys(client);
        return new AdmittedRequest(domain, client, connection(body, client), organization(body, client), body);
    }

    /** Of a client that we know it is written down when it is refused. */
    private void note(HttpServletRequest request, ClientCredentials credentials, ObjectNode body, Domain domain) {
        String realm = body.path("realm").asString(tenant.defaultDirectory().name());
        Optional.ofNullable(credentials.clientId())
                .flatMap(tenant::client)
                .map(client -> new Applicant(
                        client.clientId(),
                        tenant.connection(realm).map(Connection::name).orElse(null),
                        domain))
                .ifPresent(applicant -> applicant.attachTo(request));
    }

    private static void requireJson(@Nullable String contentType) {
        if (contentType == null || !isJson(contentType)) {
            throw new ApiException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "invalid_request", "This endpoint reads application/json.");
        }
    }

    /** JSON is UTF-8 (RFC 8259 section 8.1); another charset would be read differently by the next reader. */
    private static boolean isJson(String contentType) {
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            Charset charset = type.getCharset();
            return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                    && (charset == null || charset.equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    /** The body limit filter has it in memory already. */
    private static byte[] bodyOf(HttpServletRequest request) {
        try {
            return request.getInputStream().readAllBytes();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static void requirePasskeys(Client client) {
        if (!client.mayUsePasskeys()) {
            throw ApiException.unauthorizedClient("This client may not use passkeys: it must be a first-party, OIDC"
                    + " conformant client with the webauthn grant.");
        }
    }

    private @Nullable Organization organization(ObjectNode body, Client client) {
        Optional<String> named = StrictJson.optionalText(body, "organization");
        if (named.isPresent() && client.organizationUsage() == OrganizationUsage.DENY) {
            throw ApiException.invalidRequest("This client's requests must not name an \"organization\"");
        }
        if (named.isEmpty() && client.organizationUsage() == OrganizationUsage.REQUIRE) {
            throw ApiException.invalidRequest("\"organization\" is required for this client");
        }
        return named.map(idOrName -> tenant.organization(idOrName)
                        .orElseThrow(() ->
                                ApiException.invalidRequest("\"organization\" names no organization of this tenant")))
                .orElse(null);
    }

    private Connection connection(ObjectNode body, Client client) {
        return StrictJson.optionalText(body, "realm")
                .map(tenant::connection)
                .orElseGet(() -> Optional.of(tenant.defaultDirectory()))
                .filter(Connection::passkeysEnabled)
                .filter(connection -> connection.isEnabledFor(client))
                .orElseThrow(() -> ApiException.invalidRequest(
                        "\"realm\" names no connection that has passkeys and is enabled for this client"));
    }
}
