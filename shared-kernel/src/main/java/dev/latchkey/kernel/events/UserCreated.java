package dev.latchkey.kernel.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.util.List;

/**
 * A person exists.
 *
 * @param identifierHashes by what the person can be found in the realm
 * @param personalData profile and metadata, encrypted with the person's key
 */
@EventName("user-created")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserCreated(
        UserId userId, String realm, Instant createdAt, List<IdentifierHash> identifierHashes, String personalData)
        implements UserEvent {

    public UserCreated {
        identifierHashes = List.copyOf(identifierHashes);
    }

    @Override
    public String streamId() {
        return userId.toString();
    }
}
