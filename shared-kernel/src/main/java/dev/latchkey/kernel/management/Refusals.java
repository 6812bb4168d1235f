package dev.latchkey.kernel.management;

import dev.latchkey.kernel.web.ErrorBody;
import dev.latchkey.kernel.web.NoStore;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import tools.jackson.databind.json.JsonMapper;

/** Writes the answers of requests that never reach an endpoint. */
final class Refusals {

    static final String RETRY_AFTER_SECONDS = "2";
    static final ManagementError TEMPORARILY_UNAVAILABLE = ManagementError.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The service cannot answer now. Try again later.",
            "temporarily_unavailable");

    private final JsonMapper json;
    private final Door door;

    Refusals(JsonMapper json, Door door) {
        this.json = json;
        this.door = door;
    }

    /** There is no token, or it is not good, or nobody can say because the issuer's keys cannot be had. */
    void unauthenticated(HttpServletRequest request, HttpServletResponse response, AuthenticationException problem)
            throws IOException {
        if (problem instanceof AuthenticationServiceException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            write(response, HttpStatus.SERVICE_UNAVAILABLE, TEMPORARILY_UNAVAILABLE);
        } else if (problem instanceof OAuth2AuthenticationException) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            write(
                    response,
                    HttpStatus.UNAUTHORIZED,
                    ManagementError.of(HttpStatus.UNAUTHORIZED, "Invalid token.", "invalid_token"));
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            write(
                    response,
                    HttpStatus.UNAUTHORIZED,
                    ManagementError.of(HttpStatus.UNAUTHORIZED, "Missing authentication.", "missing_authentication"));
        }
    }

    /** The token does not allow this; of what operators may not do at all no scope is named. */
    void forbidden(HttpServletRequest request, HttpServletResponse response, Exception denied) throws IOException {
        List<String> scopes = door.scopesOf(request);
        response.setHeader(
                HttpHeaders.WWW_AUTHENTICATE,
                "Bearer error=\"insufficient_scope\""
                        + (scopes.isEmpty() ? "" : ", scope=\"" + String.join(" ", scopes) + '"'));
        write(
                response,
                HttpStatus.FORBIDDEN,
                ManagementError.of(
                        HttpStatus.FORBIDDEN,
                        scopes.isEmpty()
                                ? "This cannot be done here."
                                : "Insufficient scope, expected any of: " + String.join(",", scopes),
                        "insufficient_scope"));
    }

    /** There is no such path, or it was written in a way that two readers could understand differently. */
    void notFound(HttpServletRequest request, HttpServletResponse response, Exception refused) throws IOException {
        write(response, HttpStatus.NOT_FOUND, new ErrorBody("not_found", "There is nothing here."));
    }

    private void write(HttpServletResponse response, HttpStatus status, Object body) throws IOException {
        response.setStatus(status.value());
        HttpHeaders headers = new HttpHeaders();
        NoStore.addTo(headers);
        headers.forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }
}
