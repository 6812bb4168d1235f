package dev.latchkey.token.write.redeem;

import dev.latchkey.kernel.events.GrantOpened;
import dev.latchkey.kernel.privacy.PersonKey;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.known.RefreshToken;
import org.jspecify.annotations.Nullable;

/** The grant that a successful redemption opens. */
public final class Grants {

    private static final String OFFLINE_ACCESS = "offline_access";
    private static final int FIRST_GENERATION = 0;

    private Grants() {}

    static GrantOpened opened(RedeemSession command, UserId user, PasskeyId passkey) {
        return new GrantOpened(
                command.grantId(),
                user,
                command.client().clientId(),
                command.ticket().sessionId(),
                passkey,
                command.scope(),
                command.audience(),
                command.ticket().organization(),
                command.keyThumbprint(),
                command.now());
    }

    /** Whether it gives refresh tokens. */
    public static boolean isRefreshable(GrantOpened grant) {
        return grant.scope().contains(OFFLINE_ACCESS);
    }

    /** The first refresh token, if the redemption grants access while the person is away. */
    static @Nullable RefreshToken firstToken(RedeemSession command, PersonKey key) {
        return command.scope().contains(OFFLINE_ACCESS)
                ? RefreshToken.of(command.grantId(), FIRST_GENERATION, key)
                : null;
    }
}
