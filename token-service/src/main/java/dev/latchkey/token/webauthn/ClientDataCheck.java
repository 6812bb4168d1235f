package dev.latchkey.token.webauthn;

import dev.latchkey.kernel.events.RejectionReason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Compares client data with what the session expects, letter by letter: the library behind it reads origins and
 * challenges more leniently than CONTRACT section 4 allows.
 */
final class ClientDataCheck {

    static final String CREATE = "webauthn.create";
    static final String GET = "webauthn.get";

    private ClientDataCheck() {}

    /** The reason to refuse; empty when type, challenge, origin and framing are as they should be. */
    static Optional<RejectionReason> refuse(ClientData data, String type, CeremonyExpectation expectation) {
        if (!type.equals(data.type()) || data.crossOrigin() || data.hasTopOrigin()) {
            return Optional.of(RejectionReason.WRONG_CLIENT_DATA);
        }
        if (!isEqual(expectation.challenge(), data.challenge())) {
            return Optional.of(RejectionReason.WRONG_CHALLENGE);
        }
        return isExpected(data.origin(), expectation) ? Optional.empty() : Optional.of(RejectionReason.WRONG_ORIGIN);
    }

    private static boolean isEqual(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isExpected(String origin, CeremonyExpectation expectation) {
        return expectation.origins().contains(origin) && isInScope(origin, expectation.relyingPartyId());
    }

    /** The listed origin must also lie at or below the RP ID. */
    private static boolean isInScope(String origin, String relyingPartyId) {
        String host = URI.create(origin).getHost();
        return host.equals(relyingPartyId) || host.endsWith("." + relyingPartyId);
    }
}
