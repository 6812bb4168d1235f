package dev.latchkey.token.write.redeem;

import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;

/** How a redemption ended; both ends are recorded before they are told. */
public sealed interface RedemptionOutcome {

    /**
     * The person is signed in.
     *
     * @param userCreatedAt since when the person exists
     * @param userVerified whether the authenticator verified the person
     * @param synced whether the passkey can leave its device
     */
    record SignedIn(
            UserId userId,
            SessionId sessionId,
            PersonalData person,
            Instant userCreatedAt,
            Instant signedInAt,
            boolean userVerified,
            boolean synced)
            implements RedemptionOutcome {}

    /** Nobody is, for this reason, which stays inside. */
    record Refused(RejectionReason reason) implements RedemptionOutcome {}
}
