package dev.latchkey.token.oauth;

import dev.latchkey.kernel.web.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Answers what Spring's own filters refuse, such as an unknown grant type, in the envelope of CONTRACT section 1.6. */
final class OAuthErrorWriter implements AuthenticationFailureHandler {

    private final HandlerExceptionResolver errors;

    OAuthErrorWriter(HandlerExceptionResolver errors) {
        this.errors = errors;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refused) {
        errors.resolveException(request, response, null, translate(refused));
    }

    private static ApiException translate(AuthenticationException refused) {
        if (!(refused instanceof OAuth2AuthenticationException oauth)) {
            return ClientPrincipal.unproven();
        }
        OAuth2Error error = oauth.getError();
        return switch (error.getErrorCode()) {
            case OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE ->
                new ApiException(
                        HttpStatus.BAD_REQUEST, "unsupported_grant_type", "This server does not know the grant type.");
            case OAuth2ErrorCodes.INVALID_CLIENT -> ClientPrincipal.unproven();
            default ->
                ApiException.invalidRequest(
                        error.getDescription() == null ? "The request cannot be read." : error.getDescription());
        };
    }
}
