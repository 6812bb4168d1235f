package dev.latchkey.kernel.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.kernel.values.GrantId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A genuine refresh token was presented in vain.
 *
 * @param clientId the application that presented it
 * @param generation of the refresh token that was presented
 * @param reason why it was refused; REUSED ends the whole family
 * @param latestGeneration of the refresh token that was current
 * @param audience of the grant
 * @param circumstances IP address and user agent, encrypted with the person's key; absent once they were erased
 * @param channel by what way the request came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@EventName("refresh-token-refused")
public record RefreshTokenRefused(
        GrantId grantId,
        UserId userId,
        String clientId,
        int generation,
        Reason reason,
        Instant refusedAt,
        @Nullable Integer latestGeneration,
        @Nullable List<String> audience,
        @Nullable String circumstances,
        @Nullable Channel channel)
        implements GrantEvent {

    public RefreshTokenRefused {
        audience = audience == null ? null : List.copyOf(audience);
    }

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
