package dev.latchkey.token.write.redeem;

import dev.latchkey.kernel.events.GrantOpened;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;

/** The grant that a successful redemption opens. */
final class Grants {

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
                command.now());
    }
}
