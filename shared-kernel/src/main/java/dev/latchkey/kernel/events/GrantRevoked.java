package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.GrantId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;

/** A grant gives no more tokens. */
@EventName("grant-revoked")
public record GrantRevoked(GrantId grantId, UserId userId, String clientId, Reason reason, Instant revokedAt)
        implements GrantEvent {

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
