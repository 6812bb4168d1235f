package dev.latchkey.kernel.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.kernel.values.GrantId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refresh token was exchanged for tokens and goes on living: it does not rotate, or its successor was handed out once
 * more within the leeway.
 *
 * @param generation of the refresh token that is now current
 * @param scope of the access token
 * @param audience of the access token
 * @param circumstances IP address and user agent, encrypted with the person's key
 * @param channel by what way the request came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@EventName("refresh-token-used")
public record RefreshTokenUsed(
        GrantId grantId,
        UserId userId,
        String clientId,
        int generation,
        List<String> scope,
        List<String> audience,
        Instant usedAt,
        @Nullable String circumstances,
        @Nullable Channel channel)
        implements GrantEvent {

    public RefreshTokenUsed {
        scope = List.copyOf(scope);
        audience = List.copyOf(audience);
    }

    @Override
    public String streamId() {
        return grantId.toString();
    }
}
