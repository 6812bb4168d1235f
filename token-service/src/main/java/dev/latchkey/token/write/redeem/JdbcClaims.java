package dev.latchkey.token.write.redeem;

import dev.latchkey.kernel.events.IdentifierHash;
import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import dev.latchkey.token.claims.ClaimedPasskeys;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Uniqueness that no single stream can give, as primary keys of two small tables, claimed in the transaction of the
 * redemption.
 *
 * <p>{@code ON CONFLICT DO NOTHING} waits for a rival transaction to end and leaves ours usable, so that the refusal is
 * recorded in it.
 */
@Component
final class JdbcClaims implements SignupDecision.Claims {

    private final JdbcClient jdbc;
    private final ClaimedPasskeys passkeys;

    JdbcClaims(JdbcClient jdbc, ClaimedPasskeys passkeys) {
        this.jdbc = jdbc;
        this.passkeys = passkeys;
    }

    @Override
    public Optional<RejectionReason> claim(
            String realm, List<IdentifierHash> identifiers, PasskeyId passkey, UserId claimant) {
        if (!passkeys.claim(passkey, claimant)) {
            return Optional.of(RejectionReason.CREDENTIAL_ALREADY_REGISTERED);
        }
        for (IdentifierHash identifier : identifiers) {
            if (!claimIdentifier(realm, identifier, claimant)) {
                release(claimant);
                return Optional.of(RejectionReason.IDENTIFIER_TAKEN);
            }
        }
        return Optional.empty();
    }

    private boolean claimIdentifier(String realm, IdentifierHash identifier, UserId claimant) {
        return jdbc.sql("""
                                INSERT INTO claimed_identifier (realm, identifier_type, hash, user_id)
                                VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
                                """)
                        .params(realm, identifier.type().wireName(), identifier.hash(), claimant.toString())
                        .update()
                == 1;
    }

    /** The claimant is new in this transaction, so whatever it holds was claimed in it. */
    private void release(UserId claimant) {
        jdbc.sql("DELETE FROM claimed_identifier WHERE user_id = ?")
                .param(claimant.toString())
                .update();
        jdbc.sql("DELETE FROM claimed_passkey WHERE user_id = ?")
                .param(claimant.toString())
                .update();
    }
}
