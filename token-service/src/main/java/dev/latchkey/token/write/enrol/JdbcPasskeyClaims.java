package dev.latchkey.token.write.enrol;

import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.claims.ClaimedPasskeys;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What no single stream can give, in the transaction of the enrolment: a credential id is unique, passkeys are few. */
@Component
final class JdbcPasskeyClaims implements EnrolmentDecision.Claims {

    private final ClaimedPasskeys passkeys;

    JdbcPasskeyClaims(ClaimedPasskeys passkeys) {
        this.passkeys = passkeys;
    }

    @Override
    public Optional<RejectionReason> claim(PasskeyId passkey, UserId claimant) {
        passkeys.lock(claimant);
        if (passkeys.countOf(claimant) >= ClaimedPasskeys.MOST_PASSKEYS) {
            return Optional.of(RejectionReason.TOO_MANY_PASSKEYS);
        }
        return passkeys.claim(passkey, claimant)
                ? Optional.empty()
                : Optional.of(RejectionReason.CREDENTIAL_ALREADY_REGISTERED);
    }
}
