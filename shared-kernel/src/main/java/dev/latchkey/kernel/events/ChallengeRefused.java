package dev.latchkey.kernel.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.values.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client that we know asked for a challenge in vain.
 *
 * @param sessionId of a session that was never opened: the stream of this one fact
 * @param realm the connection of the request, as far as there is such a one
 * @param reason the error code of the answer
 * @param addressHash hash of the client's IP address under a key of the day that is destroyed afterwards
 */
@EventName("challenge-refused")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChallengeRefused(
        SessionId sessionId,
        Purpose purpose,
        Instant refusedAt,
        String clientId,
        @Nullable String realm,
        String reason,
        @Nullable String addressHash,
        @Nullable Channel channel)
        implements ChallengeEvent {

    @Override
    public String streamId() {
        return sessionId.toString();
    }
}
