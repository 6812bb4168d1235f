package dev.latchkey.token.write.redeem;

import dev.latchkey.authenticator.Algorithm;
import dev.latchkey.authenticator.SoftwareAuthenticator;
import dev.latchkey.kernel.events.CredentialRegistered;
import dev.latchkey.kernel.events.Event;
import dev.latchkey.kernel.events.UserCreated;
import dev.latchkey.kernel.privacy.IdentifierHasher;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.privacy.TestPersonKeys;
import dev.latchkey.token.known.KnownPasskey;
import dev.latchkey.token.known.KnownUser;
import dev.latchkey.token.webauthn.RealCeremonies;
import java.util.List;
import java.util.Optional;

/** A person who has signed up: the passkey in their hand and the facts that are known of them. */
public record TestPerson(SoftwareAuthenticator authenticator, PersonKey key, List<Event> facts) {

    private static final int HASH_KEY_BYTES = 32;

    static IdentifierHasher hasher() {
        return new IdentifierHasher(new byte[HASH_KEY_BYTES]);
    }

    public static TestPerson signedUp() {
        SoftwareAuthenticator authenticator = SoftwareAuthenticator.withAlgorithm(Algorithm.ES256);
        RedeemSession command = TestRedemption.signup(authenticator).command();
        PersonKey key = TestPersonKeys.of(command.ticket().userId());
        Decision decision = new SignupDecision(RealCeremonies.create(), hasher())
                .decide(command, (realm, identifiers, passkey, claimant) -> Optional.empty(), owner -> key);
        return new TestPerson(authenticator, key, decision.facts());
    }

    public UserCreated created() {
        return fact(UserCreated.class);
    }

    public CredentialRegistered registered() {
        return fact(CredentialRegistered.class);
    }

    KnownUser user() {
        return KnownUser.of(created());
    }

    KnownPasskey passkey() {
        return KnownPasskey.of(registered());
    }

    public <T extends Event> T fact(Class<T> type) {
        return facts.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + type + " in " + facts));
    }
}
