package dev.latchkey.kernel.management;

import dev.latchkey.kernel.tenant.Tenant;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.DPoPAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.authentication.DPoPAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Reads requests with a DPoP-bound access token (RFC 9449 section 7). The URL that the proof must name is the configured
 * domain's: behind whatever ends TLS, the request itself does not know it.
 */
public final class BoundTokenConverter implements AuthenticationConverter {

    private final DPoPAuthenticationConverter reader = new DPoPAuthenticationConverter();
    private final Tenant tenant;

    public BoundTokenConverter(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        if (!(reader.convert(request) instanceof DPoPAuthenticationToken presented)) {
            return null;
        }
        String host = request.getHeader(HttpHeaders.HOST);
        return tenant.domain(host == null ? "" : host)
                .map(domain -> new DPoPAuthenticationToken(
                        presented.getAccessToken(),
                        presented.getDPoPProof(),
                        presented.getMethod(),
                        domain.url() + request.getRequestURI()))
                .orElse(presented);
    }
}
