package dev.latchkey.kernel.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.kernel.values.Profile;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code auth_session} carries from the challenge to its answer (DESIGN section 2).
 *
 * @param domain the authority (host and port) of the front door on which the challenge was issued
 * @param challenge the 48 bytes that the authenticator signs, base64url; the first 16 are the session id
 * @param userVerificationRequired whether the client's policy asked for user verification
 * @param userId the future user of a signup, the signed-in user of an enrolment, absent for a login
 * @param profile the validated profile of a signup
 * @param userMetadata the validated metadata of a signup
 * @param traceparent the step that issued it, where the way of its request is followed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Ticket(
        SessionId sessionId,
        Purpose purpose,
        Instant issuedAt,
        Instant expiresAt,
        String clientId,
        String realm,
        @Nullable String organization,
        String domain,
        String relyingPartyId,
        String challenge,
        boolean userVerificationRequired,
        @Nullable UserId userId,
        @Nullable Profile profile,
        @Nullable Map<String, String> userMetadata,
        @Nullable String traceparent) {

    /** Whether the time to answer is over. */
    public boolean isExpiredAt(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** Hides the personal data and the challenge from logs. */
    @Override
    public String toString() {
        return "Ticket[" + sessionId + ", " + purpose + "]";
    }
}
