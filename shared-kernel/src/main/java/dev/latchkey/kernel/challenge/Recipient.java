package dev.latchkey.kernel.challenge;

import dev.latchkey.kernel.events.IdentifierHash;
import dev.latchkey.kernel.values.Profile;
import dev.latchkey.kernel.values.UserId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is to answer a challenge, as far as that is known when it is handed out.
 *
 * @param userId the id that a new person will have or a known one has
 * @param identifierHashes by what a new person will be found
 */
public record Recipient(
        @Nullable UserId userId,
        @Nullable Profile profile,
        @Nullable Map<String, String> userMetadata,
        List<IdentifierHash> identifierHashes) {

    public Recipient {
        identifierHashes = List.copyOf(identifierHashes);
    }

    /** Whoever signs in: the answer will say who it is. */
    public static Recipient anybody() {
        return new Recipient(null, null, null, List.of());
    }

    /** A person who signs up. */
    public static Recipient newPerson(
            UserId userId,
            Profile profile,
            @Nullable Map<String, String> userMetadata,
            List<IdentifierHash> identifierHashes) {
        return new Recipient(userId, profile, userMetadata, identifierHashes);
    }

    /** A person who is signed in and gets one more passkey. */
    public static Recipient knownPerson(UserId userId) {
        return new Recipient(userId, null, null, List.of());
    }

    /** Hides the personal data from logs. */
    @Override
    public String toString() {
        return "Recipient[hidden]";
    }
}
