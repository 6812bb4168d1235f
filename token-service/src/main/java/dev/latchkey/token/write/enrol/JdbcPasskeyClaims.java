package dev.latchkey.token.write.enrol;

import dev.latchkey.kernel.events.RejectionReason;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What no single stream can give, in the transaction of the enrolment: a credential id is unique, passkeys are few. */
@Component
final class JdbcPasskeyClaims implements EnrolmentDecision.Claims {

    /** For one person (CONTRACT section 4). */
    private static final int MOST_PASSKEYS = 20;

    private final JdbcClient jdbc;

    JdbcPasskeyClaims(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<RejectionReason> claim(PasskeyId passkey, UserId claimant) {
        lock(claimant);
        if (countOf(claimant) >= MOST_PASSKEYS) {
            return Optional.of(RejectionReason.TOO_MANY_PASSKEYS);
        }
        int claimed = jdbc.sql("INSERT INTO claimed_passkey (passkey_id, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .params(passkey.toString(), claimant.toString())
                .update();
        return claimed == 1 ? Optional.empty() : Optional.of(RejectionReason.CREDENTIAL_ALREADY_REGISTERED);
    }

    /** Lets no two enrolments of a person count at the same time, on any instance, until the transaction ends. */
    private void lock(UserId person) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(person.toString())
                .query((row, number) -> 0)
                .list();
    }

    private int countOf(UserId person) {
        return jdbc.sql("SELECT count(*) FROM claimed_passkey WHERE user_id = ? AND NOT revoked")
                .param(person.toString())
                .query(Integer.class)
                .single();
    }
}
