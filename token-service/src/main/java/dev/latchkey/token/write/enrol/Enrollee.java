package dev.latchkey.token.write.enrol;

import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.token.known.KnownUser;
import org.jspecify.annotations.Nullable;

/**
 * The person who enrols.
 *
 * @param key the person's key, absent once they were erased
 */
public record Enrollee(KnownUser user, @Nullable PersonKey key) {}
