package dev.latchkey.kernel.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.Purpose;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer to a session was refused; the session is spent.
 *
 * @param clientId the client that the session was issued to
 * @param userId the person concerned, as far as the refusal found out
 * @param passkeyId the passkey that the answer named, as far as it named one
 * @param circumstances IP address and user agent, encrypted with the person's key; absent where nobody is known
 * @param channel by what way the answer came
 * @param policies what policies had to say; the last of them refused
 */
@EventName("auth-session-rejected")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuthSessionRejected(
        SessionId sessionId,
        Purpose purpose,
        Instant rejectedAt,
        RejectionReason reason,
        String clientId,
        String realm,
        String relyingPartyId,
        @Nullable UserId userId,
        @Nullable PasskeyId passkeyId,
        @Nullable String circumstances,
        @Nullable Channel channel,
        @Nullable List<PolicyRemark> policies)
        implements AuthSessionEvent {

    public AuthSessionRejected {
        policies = policies == null ? null : List.copyOf(policies);
    }

    /** What was refused without any policy. */
    public AuthSessionRejected(
            SessionId sessionId,
            Purpose purpose,
            Instant rejectedAt,
            RejectionReason reason,
            String clientId,
            String realm,
            String relyingPartyId,
            @Nullable UserId userId,
            @Nullable PasskeyId passkeyId,
            @Nullable String circumstances,
            @Nullable Channel channel) {
        this(
                sessionId,
                purpose,
                rejectedAt,
                reason,
                clientId,
                realm,
                relyingPartyId,
                userId,
                passkeyId,
                circumstances,
                channel,
                null);
    }

    @Override
    public String streamId() {
        return sessionId.toString();
    }
}
