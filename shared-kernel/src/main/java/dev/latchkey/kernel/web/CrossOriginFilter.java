package dev.latchkey.kernel.web;

import dev.latchkey.kernel.tenant.Tenant;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets browsers' scripts of other origins read our answers (CONTRACT section 1.5), errors too. Preflights end here.
 *
 * <p>Nobody is refused by it: a script of an origin that is not on the list gets an answer that its browser keeps from it, and
 * requests of our own origin, which carry an {@code Origin} too, go on as all others. No credentials are ever allowed: there
 * are no cookies.
 */
public final class CrossOriginFilter extends OncePerRequestFilter {

    private static final String ALLOWED_METHODS = "GET, POST, PATCH, DELETE";
    private static final String ALLOWED_HEADERS = "Accept-Language, Auth0-Client, Authorization, Content-Type, DPoP";
    private static final String MAX_AGE_SECONDS = "3600";

    private final CrossOriginRules rules;

    public CrossOriginFilter(Tenant tenant) {
        this.rules = new CrossOriginRules(tenant);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (request.getHeader(HttpHeaders.ORIGIN) == null) {
            chain.doFilter(request, response);
        } else if (isPreflight(request)) {
            answerPreflight(request, response);
        } else {
            CrossOriginAnswer.open(rules, request, response);
            chain.doFilter(request, response);
        }
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return HttpMethod.OPTIONS.matches(request.getMethod())
                && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
    }

    /** The same for every path: whether there is anything, the request itself will tell. */
    private void answerPreflight(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
        rules.ofPreflight(request).ifPresent(origin -> {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, ALLOWED_METHODS);
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS);
            response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
        });
    }
}
