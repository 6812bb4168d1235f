package dev.latchkey.kernel.callers;

import dev.latchkey.kernel.challenge.ClientCredentials;
import dev.latchkey.kernel.tenant.Tenant;
import dev.latchkey.kernel.web.ApiException;
import dev.latchkey.kernel.web.StrictJson;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes a trusted client's word for the address of its end user (CONTRACT section 1.4): behind this filter the request comes
 * from there, for limits and for circumstances.
 *
 * <p>Trusted is a client that sent its secret with this very request, in JSON or in the {@code Authorization} header, and
 * that the configuration lets say so. From anybody else the header means nothing.
 */
final class ForwardedForFilter extends OncePerRequestFilter {

    private static final String HEADER = "auth0-forwarded-for";

    private final Tenant tenant;

    ForwardedForFilter(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        List<String> addresses = Collections.list(request.getHeaders(HEADER));
        Optional<InetAddress> address =
                addresses.size() == 1 ? CallerAddress.parse(addresses.getFirst()) : Optional.empty();
        boolean believed = address.isPresent() && isTrusted(request);
        chain.doFilter(believed ? new FromEndUser(request, address.get()) : request, response);
    }

    private boolean isTrusted(HttpServletRequest request) throws IOException {
        try {
            return ClientCredentials.of(request, bodyOf(request))
                    .authenticateWith(tenant)
                    .forwardedForTrusted();
        } catch (ApiException refused) {
            // Whoever answers the request will say what is wrong with it.
            return false;
        }
    }

    /** JSON is in memory and can be read again; a form cannot, so that it is not looked into. */
    private static ObjectNode bodyOf(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        String json = MediaType.APPLICATION_JSON_VALUE;
        return type != null && type.regionMatches(true, 0, json, 0, json.length())
                ? StrictJson.readObject(request.getInputStream().readAllBytes())
                : JsonNodeFactory.instance.objectNode();
    }

    private static final class FromEndUser extends HttpServletRequestWrapper {

        private final String address;

        FromEndUser(HttpServletRequest request, InetAddress address) {
            super(request);
            this.address = address.getHostAddress();
        }

        @Override
        public String getRemoteAddr() {
            return address;
        }

        @Override
        public String getRemoteHost() {
            return address;
        }
    }
}
