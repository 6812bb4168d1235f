package dev.latchkey.token.webauthn;

/** Verifies the two ceremonies of WebAuthn (sections 7.1 and 7.2); pure, without any look-up. */
public interface Ceremonies {

    /** Verifies the answer to creation options. */
    RegistrationResult verifyRegistration(AuthenticatorAnswer answer, CeremonyExpectation expectation);

    /** Verifies the answer to request options against the stored passkey. */
    AssertionResult verifyAssertion(AuthenticatorAnswer answer, CeremonyExpectation expectation, StoredPasskey passkey);
}
