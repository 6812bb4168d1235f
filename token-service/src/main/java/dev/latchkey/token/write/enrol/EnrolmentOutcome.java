package dev.latchkey.token.write.enrol;

import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.values.PasskeyId;

/** How an enrolment ended; both ends are recorded before they are told. */
public sealed interface EnrolmentOutcome {

    /** The person has this passkey now. */
    record Enrolled(PasskeyId passkeyId) implements EnrolmentOutcome {}

    /** They have not, for this reason, which stays inside. */
    record Refused(RejectionReason reason) implements EnrolmentOutcome {}
}
