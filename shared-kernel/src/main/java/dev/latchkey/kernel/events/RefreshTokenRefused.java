package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.GrantId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;

/**
 * A genuine refresh token was presented in vain.
 *
 * @param clientId the application that presented it
 * @param generation of the refresh token that was presented
 * @param reason why it was refused; REUSED ends the whole family
 */
@EventName("refresh-token-refused")
public record RefreshTokenRefused(
        GrantId grantId, UserId userId, String clientId, int generation, Reason reason, Instant refusedAt)
        implements GrantEvent {

    /** Why a refresh token is refused; outwards all are {@code invalid_grant}. */
    public enum Reason {
        /** It had been exchanged before: the token or its successor is in other hands. */
        REUSED,
        /** The family was ended before. */
        GRANT_REVOKED,
        /** The family or the time between two exchanges was over. */
        EXPIRED,
        /** It was issued to another application. */
        WRONG_CLIENT,
        /** It is bound to a key that the request did not prove to have. */
        WRONG_KEY,
        /** The person is blocked. */
        USER_BLOCKED,
        /** The person was erased. */
        USER_ERASED
    }

    @Override
    public String streamId() {
        return grantId.toString();
    }
}
