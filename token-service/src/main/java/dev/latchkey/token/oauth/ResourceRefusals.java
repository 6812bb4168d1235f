package dev.latchkey.token.oauth;

import dev.latchkey.kernel.web.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Answers requests for a resource whose token is missing, not good or not enough (RFC 6750 section 3, RFC 9449 section 7). */
final class ResourceRefusals {

    private final HandlerExceptionResolver errors;

    ResourceRefusals(HandlerExceptionResolver errors) {
        this.errors = errors;
    }

    void unauthenticated(HttpServletRequest request, HttpServletResponse response, AuthenticationException problem) {
        if (problem instanceof AuthenticationServiceException
                && problem.getCause() instanceof RuntimeException storeAway) {
            errors.resolveException(request, response, null, storeAway);
            return;
        }
        String scheme = isBound(request) ? "DPoP" : "Bearer";
        String error = problem instanceof OAuth2AuthenticationException oauth
                        && "invalid_dpop_proof".equals(oauth.getError().getErrorCode())
                ? "invalid_dpop_proof"
                : "invalid_token";
        boolean presented = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        errors.resolveException(
                request,
                response,
                null,
                new ApiException(HttpStatus.UNAUTHORIZED, error, "The access token is missing or not valid.")
                        .withHeader(
                                HttpHeaders.WWW_AUTHENTICATE,
                                presented ? scheme + " error=\"" + error + "\"" : scheme));
    }

    private static boolean isBound(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization != null && authorization.regionMatches(true, 0, "DPoP ", 0, "DPoP ".length());
    }

    void forbidden(HttpServletRequest request, HttpServletResponse response, Exception denied) {
        errors.resolveException(
                request,
                response,
                null,
                new ApiException(HttpStatus.FORBIDDEN, "insufficient_scope", "The access token lacks a scope.")
                        .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\""));
    }
}
