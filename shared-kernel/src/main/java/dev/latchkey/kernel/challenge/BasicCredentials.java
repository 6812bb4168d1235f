package dev.latchkey.kernel.challenge;

import dev.latchkey.kernel.web.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** Client id and secret in an {@code Authorization: Basic} header, form-encoded as RFC 6749 section 2.3.1 says. */
record BasicCredentials(String clientId, String secret) {

    private static final String SCHEME = "Basic";

    /**
     * Reads the header; empty when there is none of this scheme.
     *
     * @throws ApiException 401 {@code invalid_client} when it is malformed or stands there twice
     */
    static Optional<BasicCredentials> of(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (headers.stream().noneMatch(BasicCredentials::isBasic)) {
            return Optional.empty();
        }
        if (headers.size() > 1) {
            throw malformed();
        }
        return Optional.of(parse(headers.getFirst().substring(SCHEME.length()).strip()));
    }

    /**
     * The credentials, unless the body names another client.
     *
     * @throws ApiException 400 {@code invalid_request} when it does
     */
    ClientCredentials confirmedBy(Optional<String> clientIdInBody) {
        if (clientIdInBody.isPresent() && !clientIdInBody.get().equals(clientId)) {
            throw ApiException.invalidRequest("\"client_id\" is not the client of the Authorization header");
        }
        return new ClientCredentials(clientId, secret, null);
    }

    private static boolean isBasic(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && (header.length() == SCHEME.length() || header.charAt(SCHEME.length()) == ' ');
    }

    private static BasicCredentials parse(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 0) {
                throw malformed();
            }
            return new BasicCredentials(formDecode(pair.substring(0, colon)), formDecode(pair.substring(colon + 1)));
        } catch (IllegalArgumentException notEncoded) {
            throw malformed();
        }
    }

    private static String formDecode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static ApiException malformed() {
        return ApiException.invalidClient("The Authorization header cannot be read.");
    }

    /** Hides the secret from logs. */
    @Override
    public String toString() {
        return "BasicCredentials[" + clientId + "]";
    }
}
