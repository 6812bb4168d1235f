package dev.latchkey.kernel.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A challenge was handed out.
 *
 * @param userId the future user of a signup, the signed-in user of an enrolment, absent for a login
 * @param addressHash hash of the client's IP address under a key of the day that is destroyed afterwards
 * @param channel by what way the request came
 */
@EventName("challenge-issued")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChallengeIssued(
        SessionId sessionId,
        Purpose purpose,
        Instant issuedAt,
        Instant expiresAt,
        String clientId,
        String realm,
        @Nullable String organization,
        String relyingPartyId,
        @Nullable UserId userId,
        List<IdentifierHash> identifierHashes,
        @Nullable String addressHash,
        @Nullable Channel channel)
        implements ChallengeEvent {

    public ChallengeIssued {
        identifierHashes = List.copyOf(identifierHashes);
    }

    @Override
    public String streamId() {
        return sessionId.toString();
    }
}
