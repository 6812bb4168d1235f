package dev.latchkey.token.write.redeem;

import dev.latchkey.kernel.events.IdentifierHash;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.claims.ClaimedIdentifiers;
import dev.latchkey.token.claims.ClaimedPasskeys;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Uniqueness that no single stream can give, claimed in the transaction of the redemption. */
@Component
final class JdbcClaims implements SignupDecision.Claims {

    private final ClaimedPasskeys passkeys;
    private final ClaimedIdentifiers identifiers;

    JdbcClaims(ClaimedPasskeys passkeys, ClaimedIdentifiers identifiers) {
        this.passkeys = passkeys;
        this.identifiers = identifiers;
    }

    @Override
    public Optional<RejectionReason> claim(
            String realm, List<IdentifierHash> identifiersOfProfile, PasskeyId passkey, UserId claimant) {
        if (!passkeys.claim(passkey, claimant)) {
            return Optional.of(RejectionReason.CREDENTIAL_ALREADY_REGISTERED);
        }
        if (!identifiers.claim(realm, identifiersOfProfile, claimant)) {
            passkeys.release(passkey, claimant);
            return Optional.of(RejectionReason.IDENTIFIER_TAKEN);
        }
        return Optional.empty();
    }
}
