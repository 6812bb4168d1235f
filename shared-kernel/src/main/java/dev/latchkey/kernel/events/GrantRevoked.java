package dev.latchkey.kernel.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.kernel.values.GrantId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A grant gives no more tokens.
 *
 * @param circumstances IP address and user agent of whoever asked for it, encrypted with the person's key
 * @param channel by what way the request came, if one asked for it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@EventName("grant-revoked")
public record GrantRevoked(
        GrantId grantId,
        UserId userId,
        String clientId,
        Reason reason,
        Instant revokedAt,
        @Nullable String circumstances,
        @Nullable Channel channel)
        implements GrantEvent {

    /** What no request of its application brought about. */
    public GrantRevoked(GrantId grantId, UserId userId, String clientId, Reason reason, Instant revokedAt) {
        this(grantId, userId, clientId, reason, revokedAt, null, null);
    }

    /** What ended a grant. */
    public enum Reason {
        /** Its application asked for it. */
        CLIENT,
        /** A refresh token that had been exchanged was presented again. */
        REFRESH_TOKEN_REUSED,
        /** The person had more of them with the application than are allowed; the oldest went. */
        TOO_MANY,
        /** An operator ended it. */
        OPERATOR,
        /** The person was erased. */
        USER_ERASED
    }

    @Override
    public String streamId() {
        return grantId.toString();
    }
}
