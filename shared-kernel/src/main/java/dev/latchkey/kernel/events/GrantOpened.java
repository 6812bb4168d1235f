package dev.latchkey.kernel.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.kernel.values.GrantId;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ceremony ended in tokens for this client, scope and audience.
 *
 * @param organization the organization that the person signed in to
 * @param keyThumbprint the key that the tokens are bound to (RFC 9449 section 6)
 */
@EventName("grant-opened")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GrantOpened(
        GrantId grantId,
        UserId userId,
        String clientId,
        SessionId sessionId,
        PasskeyId passkeyId,
        List<String> scope,
        List<String> audience,
        @Nullable String organization,
        @Nullable String keyThumbprint,
        Instant openedAt)
        implements GrantEvent {

    public GrantOpened {
        scope = List.copyOf(scope);
        audience = List.copyOf(audience);
    }

    @Override
    public String streamId() {
        return grantId.toString();
    }
}
