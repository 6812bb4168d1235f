package dev.latchkey.token.write.redeem;

import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.token.webauthn.AssertionResult;
import dev.latchkey.token.webauthn.AuthenticatorAnswer;
import dev.latchkey.token.webauthn.Ceremonies;
import dev.latchkey.token.webauthn.CeremonyExpectation;
import dev.latchkey.token.webauthn.RegistrationResult;
import dev.latchkey.token.webauthn.StoredPasskey;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Ceremonies that end as the test says, and remember what was expected of them. */
final class FixedCeremonies implements Ceremonies {

    static final RegistrationResult.Registered REGISTERED = new RegistrationResult.Registered(
            "AQID", -7, new UUID(1, 2), List.of("internal"), 7, true, true, true, "none");

    private final RegistrationResult registration;
    private final AssertionResult assertion;
    private final List<CeremonyExpectation> expectations = new ArrayList<>();
    private final List<StoredPasskey> passkeys = new ArrayList<>();

    private FixedCeremonies(RegistrationResult registration, AssertionResult assertion) {
        this.registration = registration;
        this.assertion = assertion;
    }

    static FixedCeremonies refusing(RejectionReason reason) {
        return new FixedCeremonies(new RegistrationResult.Refused(reason), new AssertionResult.Refused(reason));
    }

    static FixedCeremonies verifying(long signatureCount, boolean backedUp) {
        return new FixedCeremonies(REGISTERED, new AssertionResult.Verified(signatureCount, backedUp, true));
    }

    /** What was expected, each time somebody asked for a verification. */
    List<CeremonyExpectation> expectations() {
        return expectations;
    }

    List<StoredPasskey> passkeys() {
        return passkeys;
    }

    @Override
    public RegistrationResult verifyRegistration(AuthenticatorAnswer answer, CeremonyExpectation expectation) {
        expectations.add(expectation);
        return registration;
    }

    @Override
    public AssertionResult verifyAssertion(
            AuthenticatorAnswer answer, CeremonyExpectation expectation, StoredPasskey passkey) {
        expectations.add(expectation);
        passkeys.add(passkey);
        return assertion;
    }
}
