package dev.latchkey.kernel.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.kernel.values.GrantId;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.SessionId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.util.List;

/** A ceremony ended in tokens for this client, scope and audience. */
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
