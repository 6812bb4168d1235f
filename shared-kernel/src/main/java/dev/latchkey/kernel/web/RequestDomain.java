package dev.latchkey.kernel.web;

import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.tenant.Tenant;
import jakarta.servlet.http.HttpServletRequest;

/** Finds the configured domain a request came in on; nothing else of the host is ever used. */
public final class RequestDomain {

    private RequestDomain() {}

    /**
     * The domain that the {@code Host} header names.
     *
     * @throws ApiException 400 {@code invalid_request} for a host that is not configured (CONTRACT section 1.1)
     */
    public static Domain of(HttpServletRequest request, Tenant tenant) {
        String host = request.getHeader("Host");
        return tenant.domain(host == null ? "" : host)
                .orElseThrow(() -> ApiException.invalidRequest("This host is not one of the configured domains."));
    }
}
