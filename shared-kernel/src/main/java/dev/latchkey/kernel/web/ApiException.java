package dev.latchkey.kernel.web;

import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * A request is refused at the door, before anything was decided or recorded.
 *
 * <p>Its texts are made for the client's developer: they hold no secret and nothing that the client did not send.
 */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String error;
    private final Map<String, String> headers;

    public ApiException(HttpStatus status, String error, String description) {
        this(status, error, description, Map.of());
    }

    private ApiException(HttpStatus status, String error, String description, Map<String, String> headers) {
        super(description, null, false, false);
        this.status = status;
        this.error = error;
        this.headers = Map.copyOf(headers);
    }

    /** The same refusal with a header in its answer. */
    public ApiException withHeader(String name, String value) {
        return new ApiException(status, error, String.valueOf(getMessage()), Map.of(name, value));
    }

    /** 400 {@code invalid_request}: the request itself is wrong. */
    public static ApiException invalidRequest(String description) {
        return new ApiException(HttpStatus.BAD_REQUEST, "invalid_request", description);
    }

    /** 401 {@code invalid_client}: the client is unknown or did not prove who it is. */
    public static ApiException invalidClient(String description) {
        return new ApiException(HttpStatus.UNAUTHORIZED, "invalid_client", description);
    }

    /** 400 {@code unauthorized_client}: the client may not use this endpoint (DESIGN 7.2). */
    public static ApiException unauthorizedClient(String description) {
        return new ApiException(HttpStatus.BAD_REQUEST, "unauthorized_client", description);
    }

    /** 403 {@code invalid_grant}: the one answer to every failed redemption, whatever the reason (DESIGN 7.1). */
    public static ApiException invalidGrant() {
        return new ApiException(
                HttpStatus.FORBIDDEN, "invalid_grant", "The session or the passkey is not valid. Please start again.");
    }

    /** 403 {@code invalid_grant} for refresh tokens, in the words that SDKs compare (CONTRACT section 7). */
    public static ApiException invalidRefreshToken(String description) {
        return new ApiException(HttpStatus.FORBIDDEN, "invalid_grant", description);
    }

    /** 401 {@code invalid_token}: the access token is good, but not what it stands for (RFC 6750 section 3.1). */
    public static ApiException invalidToken() {
        return new ApiException(HttpStatus.UNAUTHORIZED, "invalid_token", "The access token is missing or not valid.")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    }

    /** 404 {@code not_found}. */
    public static ApiException notFound(String description) {
        return new ApiException(HttpStatus.NOT_FOUND, "not_found", description);
    }

    /** The status of the answer. */
    public HttpStatus status() {
        return status;
    }

    /** Headers that the answer needs beyond the usual ones. */
    Map<String, String> headers() {
        return headers;
    }

    /** The body of the answer. */
    public ErrorBody body() {
        return new ErrorBody(error, String.valueOf(getMessage()));
    }
}
