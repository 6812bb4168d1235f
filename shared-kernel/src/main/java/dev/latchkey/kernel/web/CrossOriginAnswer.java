package dev.latchkey.kernel.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What an answer says of who may read it: scripts on the origins of any client, until the request is read and says which
 * client it comes from, and from then on those of this client.
 *
 * <p>Said, not proven: the answer to a request that names another client is the other client's, and so are its readers.
 */
public final class CrossOriginAnswer {

    private static final String ATTRIBUTE = CrossOriginAnswer.class.getName();
    private static final String EXPOSED_HEADERS = "Location, DPoP-Nonce, X-RateLimit-Limit, X-RateLimit-Remaining,"
            + " X-RateLimit-Reset, Retry-After, WWW-Authenticate";

    private final CrossOriginRules rules;
    private final HttpServletRequest request;
    private final HttpServletResponse response;

    private CrossOriginAnswer(CrossOriginRules rules, HttpServletRequest request, HttpServletResponse response) {
        this.rules = rules;
        this.request = request;
        this.response = response;
    }

    /** Allows what the rules allow to a request that names no client. */
    static void open(CrossOriginRules rules, HttpServletRequest request, HttpServletResponse response) {
        CrossOriginAnswer answer = new CrossOriginAnswer(rules, request, response);
        answer.allow(rules.ofAnswer(request).orElse(null));
        request.setAttribute(ATTRIBUTE, answer);
    }

    /** Takes back what was allowed, unless it is allowed for this client too; a client that does not exist changes nothing. */
    public static void restrict(HttpServletRequest request, String clientId) {
        if (request.getAttribute(ATTRIBUTE) instanceof CrossOriginAnswer answer) {
            answer.allow(answer.rules.ofAnswer(answer.request, clientId).orElse(null));
        }
    }

    /** A header that is set to null is removed (Jakarta Servlet 6.1). */
    private void allow(@Nullable String origin) {
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, origin == null ? null : EXPOSED_HEADERS);
    }
}
