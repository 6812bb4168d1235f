package dev.latchkey.token.write.refresh;

import dev.latchkey.kernel.events.GrantOpened;
import dev.latchkey.kernel.events.RefreshTokenRefused;
import dev.latchkey.kernel.privacy.PersonalData;
import dev.latchkey.token.known.RefreshToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an exchange ended; whatever is to be recorded of it is recorded before it is told. */
public sealed interface RefreshOutcome {

    /**
     * New tokens may be made.
     *
     * @param refreshToken the refresh token to go on with
     */
    record Exchanged(
            GrantOpened grant,
            PersonalData person,
            Instant profileChangedAt,
            RefreshedAccess access,
            RefreshToken refreshToken)
            implements RefreshOutcome {}

    /**
     * No tokens.
     *
     * @param reason stays inside; absent for a token that we did not make
     */
    record Refused(RefreshTokenRefused.@Nullable Reason reason) implements RefreshOutcome {}
}
