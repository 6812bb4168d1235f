package dev.latchkey.registration.write.startenrolment;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.latchkey.kernel.challenge.NewSession;
import dev.latchkey.kernel.values.Base64Url;
import dev.latchkey.kernel.values.Profile;
import dev.latchkey.kernel.values.UserId;
import java.util.List;

/** WebAuthn's {@code PublicKeyCredentialCreationOptionsJSON}, as CONTRACT section 2.2 has it. */
@JsonPropertyOrder({"challenge", "timeout", "rp", "user", "pubKeyCredParams", "authenticatorSelection"})
record CreationOptions(
        String challenge,
        long timeout,
        RelyingParty rp,
        User user,
        List<Parameters> pubKeyCredParams,
        AuthenticatorSelection authenticatorSelection) {

    /** In the order of our preference: Ed25519, ES256, RS256. */
    private static final List<Parameters> OFFERED =
            List.of(Parameters.ofAlgorithm(-8), Parameters.ofAlgorithm(-7), Parameters.ofAlgorithm(-257));

    static CreationOptions of(NewSession session, String relyingPartyId, User user, boolean userVerificationRequired) {
        return new CreationOptions(
                session.challenge(),
                session.timeoutMillis(),
                new RelyingParty(relyingPartyId, relyingPartyId),
                user,
                OFFERED,
                new AuthenticatorSelection("required", userVerificationRequired ? "required" : "preferred"));
    }

    @JsonPropertyOrder({"id", "name"})
    record RelyingParty(String id, String name) {}

    /** The person as the authenticator shows them. */
    @JsonPropertyOrder({"id", "name", "displayName"})
    record User(String id, String name, String displayName) {

        /** Named by the first identifier, shown by the name if there is one. */
        static User of(UserId userId, Profile profile) {
            String name = profile.identifiers().getFirst().value();
            return new User(
                    Base64Url.encode(userId.toUserHandle()), name, profile.name() == null ? name : profile.name());
        }
    }

    /** A kind of key that we can verify. */
    @JsonPropertyOrder({"type", "alg"})
    record Parameters(String type, int alg) {

        static Parameters ofAlgorithm(int alg) {
            return new Parameters("public-key", alg);
        }
    }

    @JsonPropertyOrder({"residentKey", "userVerification"})
    record AuthenticatorSelection(String residentKey, String userVerification) {}
}
