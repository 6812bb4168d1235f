package dev.latchkey.token.write.redeem;

import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.token.known.KnownUser;
import org.jspecify.annotations.Nullable;

/**
 * The person behind a passkey.
 *
 * @param key the person's key, absent once they were erased
 */
public record Owner(KnownUser user, @Nullable PersonKey key) {}
