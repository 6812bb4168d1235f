package dev.latchkey.token.write.importpasskey;

import dev.latchkey.kernel.values.Actor;
import dev.latchkey.kernel.values.PasskeyId;
import dev.latchkey.kernel.values.UserId;
import java.time.Instant;
import java.util.List;

/**
 * Let this person have these passkeys, all or none of them.
 *
 * @param replacing whether they have no others from now on
 */
public record ImportPasskeys(UserId userId, List<PasskeyImport> passkeys, boolean replacing, Actor actor, Instant now) {

    public ImportPasskeys {
        passkeys = List.copyOf(passkeys);
    }

    /** How it ended. */
    public enum Outcome {
        IMPORTED,
        /** There is no such person. */
        UNKNOWN_USER,
        /** One of the passkeys is or was somebody's. */
        TAKEN,
        /** The person would have more than anybody may have. */
        TOO_MANY
    }

    /** Those that the person does not have yet. */
    public List<PasskeyImport> newBeside(List<PasskeyId> present) {
        return passkeys.stream()
                .filter(passkey -> !replacing || !present.contains(passkey.passkeyId()))
                .toList();
    }

    /** Those that the person has and is not to have any more. */
    public List<PasskeyId> endedOf(List<PasskeyId> present) {
        List<PasskeyId> wanted = passkeys.stream().map(PasskeyImport::passkeyId).toList();
        return replacing
                ? present.stream().filter(known -> !wanted.contains(known)).toList()
                : List.of();
    }
}
