package dev.latchkey.kernel.web;

import dev.latchkey.kernel.tenant.Client;
import dev.latchkey.kernel.tenant.Tenant;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Which web origins may read which answers (CONTRACT section 1.5). */
final class CrossOriginRules {

    static final String ANY_ORIGIN = "*";
    static final Set<String> METHODS = Set.of("GET", "POST", "PATCH", "DELETE");

    /** In lower case, as browsers ask for them. */
    static final Set<String> REQUEST_HEADERS =
            Set.of("accept-language", "auth0-client", "authorization", "content-type", "dpop");

    /** What a page has that was loaded from no place of its own: a sandbox, a file, a redirect. */
    private static final String NO_ORIGIN = "null";

    private static final String WELL_KNOWN = "/.well-known/";
    private static final String APPLE_ASSOCIATION = "/apple-app-site-association";

    private final Tenant tenant;

    CrossOriginRules(Tenant tenant) {
        this.tenant = tenant;
    }

    /** The {@code Access-Control-Allow-Origin} of a preflight: it names no client, so that any client's origin will do. */
    Optional<String> ofPreflight(HttpServletRequest request) {
        return allowsMethod(request) && allowsHeaders(request) ? allowed(request, null) : Optional.empty();
    }

    /** The {@code Access-Control-Allow-Origin} of an answer to nobody knows which client yet. */
    Optional<String> ofAnswer(HttpServletRequest request) {
        return allowed(request, null);
    }

    /** The same, once the request has said which client it comes from. */
    Optional<String> ofAnswer(HttpServletRequest request, String clientId) {
        return allowed(request, tenant.client(clientId).orElse(null));
    }

    private Optional<String> allowed(HttpServletRequest request, @Nullable Client client) {
        List<String> origins = Collections.list(request.getHeaders(HttpHeaders.ORIGIN));
        if (origins.size() != 1 || origins.contains(NO_ORIGIN)) {
            return Optional.empty();
        }
        if (isPublic(request.getServletPath())) {
            return Optional.of(ANY_ORIGIN);
        }
        return Optional.of(origins.getFirst())
                .filter(origin -> (client == null ? tenant.origins() : client.origins()).allows(origin));
    }

    /** Documents that are the same for everybody, such as keys and discovery; by the path that decides who answers. */
    private static boolean isPublic(String path) {
        return path.startsWith(WELL_KNOWN) || path.equals(APPLE_ASSOCIATION);
    }

    private static boolean allowsMethod(HttpServletRequest request) {
        return METHODS.contains(request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD));
    }

    private static boolean allowsHeaders(HttpServletRequest request) {
        return Collections.list(request.getHeaders(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS)).stream()
                .flatMap(list -> Arrays.stream(list.split(",", -1)))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .allMatch(name -> name.isEmpty() || REQUEST_HEADERS.contains(name));
    }
}
