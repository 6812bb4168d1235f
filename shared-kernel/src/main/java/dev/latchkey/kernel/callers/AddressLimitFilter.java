package dev.latchkey.kernel.callers;

import dev.latchkey.kernel.web.NoStore;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts the requests of each address at the endpoints that nobody needs a token for (CONTRACT section 1.7). */
final class AddressLimitFilter extends OncePerRequestFilter {

    static final String TOO_MANY = "Too many requests. Try again later.";

    private static final byte[] BODY = ("{\"error\":\"too_many_requests\",\"error_description\":\"" + TOO_MANY + "\"}")
            .getBytes(StandardCharsets.UTF_8);

    private final RateLimit passkey;
    private final RateLimit token;
    private final Clock clock;

    AddressLimitFilter(RateLimit passkey, RateLimit token, Clock clock) {
        this.passkey = passkey;
        this.token = token;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RateLimit limit = limitOf(request.getServletPath());
        if (limit == null) {
            chain.doFilter(request, response);
            return;
        }
        Allowance allowance = limit.count(CallerAddress.caller(request.getRemoteAddr()));
        allowance.writeTo(response, clock);
        if (allowance.granted()) {
            chain.doFilter(request, response);
        } else {
            refuse(response);
        }
    }

    /** By the decoded path, as the endpoints are found by it. */
    private @Nullable RateLimit limitOf(String path) {
        if (path.startsWith("/passkey/")) {
            return passkey;
        }
        return path.equals("/oauth/token") ? token : null;
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        NoStore.addTo(response);
        response.getOutputStream().write(BODY);
    }
}
