package dev.latchkey.token.write.redeem;

import dev.latchkey.token.webauthn.CeremonyExpectation;

/** What a session and its client let a ceremony be. */
final class Expectations {

    private Expectations() {}

    static CeremonyExpectation of(RedeemSession command) {
        return new CeremonyExpectation(
                command.ticket().challenge(),
                command.ticket().relyingPartyId(),
                origin -> command.client().mayRunCeremoniesOn(origin, command.domain()),
                command.ticket().userVerificationRequired());
    }
}
