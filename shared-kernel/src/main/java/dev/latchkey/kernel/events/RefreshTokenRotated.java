package dev.latchkey.kernel.events;

import dev.latchkey.kernel.values.GrantId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.util.List;

/**
 * A refresh token was exchanged for tokens and a new refresh token, which ends it.
 *
 * @param generation of the new refresh token; the first of a family is 0
 * @param scope of the access token
 * @param audience of the access token
 */
@EventName("refresh-token-rotated")
public record RefreshTokenRotated(
        GrantId grantId,
        UserId userId,
        String clientId,
        int generation,
        List<String> scope,
        List<String> audience,
        Instant rotatedAt)
        implements GrantEvent {

    public RefreshTokenRotated {
        scope = List.copyOf(scope);
        audience = List.copyOf(audience);
    }

    @Override
    public String streamId() {
        return grantId.toString();
    }
}
