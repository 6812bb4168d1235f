package dev.latchkey.token.webauthn;

import dev.latchkey.kernel.events.RejectionReason;
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
        return expectation.origins().test(data.origin()) ? Optional.empty() : Optional.of(RejectionReason.WRONG_ORIGIN);
    }

    private static boolean isEqual(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
