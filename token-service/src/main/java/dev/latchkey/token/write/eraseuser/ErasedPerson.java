package dev.latchkey.token.write.eraseuser;

import dev.latchkey.kernel.events.CredentialRevoked;
import dev.latchkey.kernel.events.Event;
import dev.latchkey.kernel.events.GrantRevoked;
import dev.latchkey.kernel.events.UserErased;
import java.util.List;
import java.util.stream.Stream;

/** Everything that an erasure recorded. */
public record ErasedPerson(UserErased erasure, List<CredentialRevoked> passkeys, List<GrantRevoked> grants) {

    public ErasedPerson {
        passkeys = List.copyOf(passkeys);
        grants = List.copyOf(grants);
    }

    /** The erasure itself first. */
    public List<Event> facts() {
        return Stream.of(Stream.of(erasure), passkeys.stream(), grants.stream())
                .<Event>flatMap(facts -> facts)
                .toList();
    }
}
