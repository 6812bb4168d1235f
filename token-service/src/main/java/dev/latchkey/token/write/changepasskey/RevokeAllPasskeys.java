package dev.latchkey.token.write.changepasskey;

import dev.latchkey.kernel.values.Actor;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;

/** End all passkeys of a person, as an operator wishes. */
public record RevokeAllPasskeys(UserId userId, Actor actor, Instant now) {}
