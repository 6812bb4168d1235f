package dev.latchkey.token.signals;

import java.util.List;

/**
 * The arguments of {@code PublicKeyCredential.signalAllAcceptedCredentials} and {@code signalCurrentUserDetails} (WebAuthn
 * Level 3 section 5.1.10), in their own words.
 */
record OwnSignals(AllAcceptedCredentials allAcceptedCredentials, CurrentUserDetails currentUserDetails) {

    /** Passkeys of the person that are not listed may be hidden or removed. */
    record AllAcceptedCredentials(String rpId, String userId, List<String> allAcceptedCredentialIds) {}

    /** How the person's passkeys should be labelled. */
    record CurrentUserDetails(String rpId, String userId, String name, String displayName) {

        /** Hides the personal data from logs. */
        @Override
        public String toString() {
            return "CurrentUserDetails[hidden]";
        }
    }
}
