package dev.latchkey.kernel.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.kernel.values.GrantId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token was exchanged for tokens and a new refresh token, which ends it.
 *
 * @param generation of the new refresh token; the first of a family is 0
 * @param scope of the access token
 * @param audience of the access token
 * @param circumstances IP address and user agent, encrypted with the person's key
 * @param channel by what way the request came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@EventName("refresh-token-rotated")
public record RefreshTokenRotated(
        GrantId grantId,
        UserId userId,
        String clientId,
        int generation,
        List<String> scope,
        List<String> audience,
        Instant rotatedAt,
        @Nullable String circumstances,
        @Nullable Channel channel)
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
