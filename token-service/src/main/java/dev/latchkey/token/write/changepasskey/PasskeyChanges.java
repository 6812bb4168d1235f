package dev.latchkey.token.write.changepasskey;

import dev.latchkey.kernel.eventstore.StoreOutages;
import dev.latchkey.kernel.eventstore.UniqueKeyViolations;
import java.util.function.Supplier;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** Changes passkeys; when a login moved the passkey on at the same moment, the change is tried again from the start. */
@Component
public final class PasskeyChanges {

    private static final int MOST_TRIES = 3;

    private final CommandGateway commands;

    PasskeyChanges(CommandGateway commands) {
        this.commands = commands;
    }

    /** Renames. */
    public RenamePasskey.Outcome rename(RenamePasskey command) {
        return repeated(() -> commands.sendAndWait(command));
    }

    /** Revokes. */
    public RevokePasskey.Outcome revoke(RevokePasskey command) {
        return repeated(() -> commands.sendAndWait(command));
    }

    private static <R> R repeated(Supplier<R> change) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                return change.get();
            } catch (RuntimeException problem) {
                if (StoreOutages.isIn(problem) || !UniqueKeyViolations.isIn(problem)) {
                    throw StoreOutages.named(problem);
                }
            }
        }
        throw new ConcurrencyFailureException("the passkey is in use all the time");
    }
}
