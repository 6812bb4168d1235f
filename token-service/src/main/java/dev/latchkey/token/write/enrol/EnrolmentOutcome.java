package dev.latchkey.token.write.enrol;

import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.values.PasskeyId;
import org.jspecify.annotations.Nullable;

/** How an enrolment ended; both ends are recorded before they are told. */
public sealed interface EnrolmentOutcome {

    /** Why it is a refusal; null for a success. */
    default @Nullable RejectionReason refusal() {
        return this instanceof Refused refused ? refused.reason() : null;
    }

    /** The person has this passkey now. */
    record Enrolled(PasskeyId passkeyId) implements EnrolmentOutcome {}

    /** They have not, for this reason, which stays inside. */
    record Refused(RejectionReason reason) implements EnrolmentOutcome {}
}
