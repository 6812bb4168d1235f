package dev.latchkey.token.webauthn;

import dev.latchkey.kernel.events.RejectionReason;

/** How the verification of an assertion ended. */
public sealed interface AssertionResult {

    /** The signature verifies; counter and backup state are as the authenticator reports them now. */
    record Verified(long signatureCount, boolean backedUp, boolean userVerified) implements AssertionResult {}

    /** It does not, for this reason. */
    record Refused(RejectionReason reason) implements AssertionResult {}
}
