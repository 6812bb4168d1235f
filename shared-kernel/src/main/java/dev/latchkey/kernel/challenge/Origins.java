package dev.latchkey.kernel.challenge;

import dev.latchkey.kernel.privacy.AddressHasher;
import dev.latchkey.kernel.tenant.Domain;
import dev.latchkey.kernel.web.RequestChannel;
import jakarta.servlet.http.HttpServletRequest;

/** Says from where requests came. */
public final class Origins {

    private final AddressHasher hasher;

    Origins(AddressHasher hasher) {
        this.hasher = hasher;
    }

    /** The origin of a request that came in on this domain. */
    public Origin of(HttpServletRequest request, Domain domain) {
        return new Origin(hasher.hash(request.getRemoteAddr()), RequestChannel.of(request, domain));
    }
}
