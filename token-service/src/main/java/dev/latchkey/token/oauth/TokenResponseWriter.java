package dev.latchkey.token.oauth;

import dev.latchkey.kernel.web.NoStore;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes the token response of CONTRACT section 6; the scopes are always in it. */
final class TokenResponseWriter implements AuthenticationSuccessHandler {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        OAuth2AccessTokenAuthenticationToken issued = (OAuth2AccessTokenAuthenticationToken) authentication;
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        NoStore.addTo(response);
        response.getOutputStream().write(JSON.writeValueAsBytes(body(issued)));
    }

    private static ObjectNode body(OAuth2AccessTokenAuthenticationToken issued) {
        OAuth2AccessToken accessToken = issued.getAccessToken();
        ObjectNode body = JSON.createObjectNode();
        body.put("access_token", accessToken.getTokenValue());
        OAuth2RefreshToken refreshToken = issued.getRefreshToken();
        if (refreshToken != null) {
            body.put("refresh_token", refreshToken.getTokenValue());
        }
        issued.getAdditionalParameters().forEach((name, value) -> body.put(name, String.valueOf(value)));
        body.put("scope", String.join(" ", accessToken.getScopes()));
        body.put("expires_in", lifetime(accessToken).toSeconds());
        body.put("token_type", accessToken.getTokenType().getValue());
        return body;
    }

    private static Duration lifetime(OAuth2AccessToken accessToken) {
        Instant issuedAt = accessToken.getIssuedAt();
        Instant expiresAt = accessToken.getExpiresAt();
        return issuedAt == null || expiresAt == null ? Duration.ZERO : Duration.between(issuedAt, expiresAt);
    }
}
