package dev.latchkey.token.write.redeem;

import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.known.RefreshToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a redemption ended; both ends are recorded before they are told. */
public sealed interface RedemptionOutcome extends RedemptionStep {

    /** Why it is a refusal; null for a success. */
    default @Nullable RejectionReason refusal() {
        return this instanceof Refused refused ? refused.reason() : null;
    }

    /**
     * The person is signed in.
     *
     * @param profileChangedAt since when the profile is as it is
     * @param userVerified whether the authenticator verified the person
     * @param synced whether the passkey can leave its device
     * @param organization the id of the organization they signed in to
     * @param refreshToken the first of the grant, if it gives any
     */
    record SignedIn(
            UserId userId,
            SessionId sessionId,
            PersonalData person,
            Instant profileChangedAt,
            Instant signedInAt,
            boolean userVerified,
            boolean synced,
            @Nullable String organization,
            @Nullable RefreshToken refreshToken)
            implements RedemptionOutcome {}

    /** Nobody is, for this reason, which stays inside. */
    record Refused(RejectionReason reason) implements RedemptionOutcome {}
}
