package dev.latchkey.token.oauth;

import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.StrictJson;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request to the token endpoint, read once: the same members whether they came as JSON or as a form.
 *
 * @param domain the front door it came in on
 */
record TokenRequest(Domain domain, ObjectNode body) {

    private static final String ATTRIBUTE = TokenRequest.class.getName();

    static TokenRequest of(HttpServletRequest request) {
        return (TokenRequest) request.getAttribute(ATTRIBUTE);
    }

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /**
     * A parameter that must be there.
     *
     * @throws ApiException 400 when it is missing or mistyped
     */
    String required(String name) {
        return StrictJson.requiredText(body, name);
    }

    /**
     * A parameter that may be missing.
     *
     * @throws ApiException 400 when it is mistyped
     */
    Optional<String> optional(String name) {
        return StrictJson.optionalText(body, name);
    }
}
