package dev.latchkey.authentication.write.startlogin;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * WebAuthn's {@code PublicKeyCredentialRequestOptionsJSON}, with the members that CONTRACT section 3 has and no other: no
 * list of credentials, as nobody has said who they are.
 */
@JsonPropertyOrder({"challenge", "timeout", "rpId", "userVerification"})
record RequestOptions(String challenge, long timeout, String rpId, String userVerification) {}
