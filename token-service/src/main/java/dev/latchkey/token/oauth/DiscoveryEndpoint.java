package dev.latchkey.token.oauth;

import dev.latchkey.kernel.tenant.ClientAuthentication;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.tenant.GrantTypes;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.web.ErrorBody;
import dev.latchkey.kernel.web.RequestDomain;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * OpenID Connect discovery and its alias (CONTRACT section 9): the issuer follows the host, and only what exists is
 * advertised.
 *
 * <p>Spring's own would name endpoints that this suite does not have and an issuer without the trailing slash.
 */
@RestController
final class DiscoveryEndpoint {

    private final Tenant tenant;

    DiscoveryEndpoint(Tenant tenant) {
        this.tenant = tenant;
    }

    @GetMapping(
            path = {OAuthEndpoints.OPENID_CONFIGURATION, OAuthEndpoints.AUTHORIZATION_SERVER_METADATA},
            produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> metadata(HttpServletRequest request) {
        Domain domain = RequestDomain.of(request, tenant);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("issuer", domain.issuer());
        metadata.put("authorization_endpoint", domain.url() + OAuthEndpoints.AUTHORIZE);
        metadata.put("token_endpoint", domain.url() + OAuthEndpoints.TOKEN);
        metadata.put("userinfo_endpoint", domain.url() + OAuthEndpoints.USERINFO);
        metadata.put("revocation_endpoint", domain.url() + OAuthEndpoints.REVOKE);
        metadata.put("jwks_uri", domain.url() + OAuthEndpoints.JWKS);
        metadata.put(
                "scopes_supported",
                List.of(Scopes.OPENID, Scopes.PROFILE, Scopes.EMAIL, Scopes.PHONE, Scopes.OFFLINE_ACCESS));
        metadata.put(
                "grant_types_supported",
                List.of(GrantTypes.WEBAUTHN, GrantTypes.REFRESH_TOKEN, GrantTypes.CLIENT_CREDENTIALS));
        metadata.put("response_types_supported", List.of());
        metadata.put("subject_types_supported", List.of("public"));
        metadata.put("id_token_signing_alg_values_supported", List.of("RS256"));
        metadata.put(
                "token_endpoint_auth_methods_supported",
                Arrays.stream(ClientAuthentication.values())
                        .map(ClientAuthentication::wireName)
                        .toList());
        metadata.put("token_endpoint_auth_signing_alg_values_supported", List.of("RS256", "PS256", "ES256"));
        metadata.put("dpop_signing_alg_values_supported", List.of("ES256"));
        metadata.put("claims_supported", CLAIMS);
        metadata.put("request_uri_parameter_supported", false);
        metadata.put("request_parameter_supported", false);
        return metadata;
    }

    /** OpenID Connect demands that the endpoint be named; passkeys need no browser redirect, so it does nothing. */
    @GetMapping(OAuthEndpoints.AUTHORIZE)
    ResponseEntity<ErrorBody> authorize() {
        return ResponseEntity.badRequest()
                .body(
                        new ErrorBody(
                                "unsupported_response_type",
                                "This server signs people in with the passkey grant at the token endpoint, without redirects."));
    }

    private static final List<String> CLAIMS = List.of(
            "iss",
            "sub",
            "aud",
            "iat",
            "exp",
            "auth_time",
            "amr",
            "sid",
            "at_hash",
            "name",
            "nickname",
            "given_name",
            "family_name",
            "picture",
            "updated_at",
            "email",
            "email_verified",
            "phone_number",
            "phone_number_verified");
}
