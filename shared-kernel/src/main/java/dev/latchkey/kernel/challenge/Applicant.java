package dev.latchkey.kernel.challenge;

import dev.latchkey.kernel.tenant.Domain;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client that we know and the connection of ours that its request names, before anything else about the request is in
 * order.
 */
record Applicant(String clientId, @Nullable String realm, Domain domain) {

    private static final String ATTRIBUTE = Applicant.class.getName();

    void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Who asked; empty for a stranger. */
    static Optional<Applicant> of(HttpServletRequest request) {
        return Optional.ofNullable((Applicant) request.getAttribute(ATTRIBUTE));
    }
}
