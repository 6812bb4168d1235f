package dev.latchkey.registration.ceremonies;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.latchkey.kernel.challenge.NewSession;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.Profile;
import dev.latchkey.kernel.values.UserId;
import java.util.List;

/** WebAuthn's {@code PublicKeyCredentialCreationOptionsJSON}, with the members that CONTRACT section 2.2 has and no other. */
@JsonPropertyOrder({"challenge", "timeout", "rp", "user", "pubKeyCredParams", "authenticatorSelection"})
public record CreationOptions(
        String challenge,
        long timeout,
        RelyingParty rp,
        User user,
        List<Parameters> pubKeyCredParams,
        AuthenticatorSelection authenticatorSelection) {

    /** In the order of our preference: Ed25519, ES256, RS256. */
    private static final List<Parameters> OFFERED =
            List.of(Parameters.ofAlgorithm(-8), Parameters.ofAlgorithm(-7), Parameters.ofAlgorithm(-257));

    /** The options of a session for this person. */
    public static CreationOptions of(
            NewSession session, String relyingPartyId, User user, boolean userVerificationRequired) {
        return new CreationOptions(
                session.challenge(),
                session.timeoutMillis(),
                new RelyingParty(relyingPartyId, relyingPartyId),
                user,
                OFFERED,
                new AuthenticatorSelection("required", userVerificationRequired ? "required" : "preferred"));
    }

    /** Whom the passkey is for: the RP ID twice (CONTRACT section 2.2). */
    @JsonPropertyOrder({"id", "name"})
    public record RelyingParty(String id, String name) {}

    /** The person, who may be yet to come, as the authenticator shows them. */
    @JsonPropertyOrder({"id", "name", "displayName"})
    public record User(String id, String name, String displayName) {

        /** Named by the first identifier, shown by the name if there is one. */
        public static User of(UserId userId, Profile profile) {
            String name = profile.identifiers().getFirst().value();
            return new User(
                    Base64Url.encode(userId.toUserHandle()), name, profile.name() == null ? name : profile.name());
        }
    }

    /** A kind of key that we can verify. */
    @JsonPropertyOrder({"type", "alg"})
    public record Parameters(String type, int alg) {

        static Parameters ofAlgorithm(int alg) {
            return new Parameters("public-key", alg);
        }
    }

    /** Discoverable, and verifying the person as the client's policy says. */
    @JsonPropertyOrder({"residentKey", "userVerification"})
    public record AuthenticatorSelection(String residentKey, String userVerification) {}
}
